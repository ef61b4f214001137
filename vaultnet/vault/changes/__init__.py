"""Operations on several notes: what each becomes, before anything is written."""
