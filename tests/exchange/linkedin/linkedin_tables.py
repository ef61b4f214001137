"""A small export of LinkedIn, as tables by name: that of Sam Ortiz, who is made up."""

import csv
import io

IN = "https://www.linkedin.com/in/"
SAM, ANA, TOM = f"{IN}sam", f"{IN}ana-garcia", f"{IN}tom-okafor"
ANA_NAME = "Ana García López"
PREAMBLE = 'Notes:\n"When exporting your connection data, some addresses may be missing."\n\n'


def table(headings: str, *rows: tuple[str, ...]) -> str:
    """Return a table as LinkedIn writes it; `headings` have commas between them."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(headings.split(","))
    writer.writerows(rows)
    return stream.getvalue()


CONNECTIONS = PREAMBLE + table(
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    ("Ana", "García López", ANA, "ana@acme.example", "Acme", "Head of Platform", "08 Feb 2026"),
    ("Tom", "Okafor", TOM, "", "Globex, Inc.", "Consultant", "1 Mar 2019"),
    ("", "", "", "", "", "", "12 Jan 2020"),
    ("Lena", "Weber", f"{IN}lena-weber-1", "", "Initech", "", "02 Jan 2021"),
    ("Lena", "Weber", f"{IN}lena-weber-2", "", "Hooli", "", "03 Jan 2021"),
)
INVITATIONS = table(
    "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
    ("Sam Ortiz", ANA_NAME, "1/29/26, 2:37 PM", "Hello!\nWe met.", "OUTGOING", SAM, ANA),
    ("Tom Okafor", "Sam Ortiz", "2/3/19, 9:05 AM", "", "INCOMING", TOM, SAM),
)


def _message(
    conversation: str, side: tuple[str, str], to: tuple[str, str], day: str, content: str
) -> tuple[str, ...]:
    talk, _, title = conversation.partition("|")
    written = f"{day} UTC" if ":" in day else day
    draft = "Yes" if content == "unsent" else "No"
    return (talk, title, *side, *to, written, "", content, "INBOX", "", draft, "No")


_SAM, _ANA, _TOM = ("Sam Ortiz", SAM), (ANA_NAME, ANA), ("Tom Okafor", TOM)
MESSAGES = table(
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
    "SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT",
    _message("c1", _SAM, _ANA, "2026-01-30 10:00:00", "<p>Fine &amp; well</p>"),
    _message("c1", _ANA, _SAM, "2026-01-30 09:00:00", "Hi Sam,\nhow are you?"),
    _message("c1", _SAM, _ANA, "2026-02-01 08:00:00", "Lunch?"),
    _message("c1", _SAM, _ANA, "2026-02-02 08:00:00", "unsent"),
    _message(
        "c2|Three of us",
        _TOM,
        (f"Sam Ortiz,{ANA_NAME}", f"{SAM},{ANA}"),
        "2026-02-03 11:00:00",
        "Hi",
    ),
    _message("c3|Sponsored Conversation", ("Globex", ""), _SAM, "2026-02-04 11:00:00", "Buy"),
    _message("c4", ("LinkedIn Member", ""), _SAM, "2026-02-05 11:00:00", "Gone"),
    _message("c5", _ANA, _TOM, "2026-02-05 11:00:00", "?"),
    _message("c6", _SAM, _TOM, "some day", "?"),
)
_RECOMMENDED = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status"
GIVEN = table(
    _RECOMMENDED, ("Lena", "Weber", "Hooli", "Lead", "Great.", "03/14/20, 09:26 AM", "VISIBLE")
)
RECEIVED = table(
    _RECOMMENDED, ("Ana", "García López", "Acme", "Head", "Great.", "14 Mar 2020", "VISIBLE")
)
ENDORSED = table(
    "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,"
    "Endorsement Status",
    ("2021/09/22 12:41:07 UTC", "Python", "Ana", "García López", ANA, "ACCEPTED"),
    ("2021/09/22 12:42:00 UTC", "Go", "Ana", "García López", ANA, "ACCEPTED"),
    ("2021/09/23 12:42:00 UTC", "Go", "Tom", "Okafor", TOM, "REJECTED"),
)
POSITIONS = table(
    "Company Name,Title,Description,Location,Started On,Finished On",
    ("Acme", "Engineer", "Pipelines.", "Madrid", "Mar 2021", ""),
    ("Globex", "Intern", "", "", "2018", "Jun 2019"),
)
EDUCATION = table(
    "School Name,Start Date,End Date,Notes,Degree Name,Activities",
    ("Example University", "2014", "2018", "", "MSc in Computer Science", ""),
)
PROFILE = table(
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline",
    ("Sam", "Ortiz", "", "", "", "Engineer"),
)
TABLES = {
    "Connections.csv": CONNECTIONS,
    "Invitations.csv": INVITATIONS,
    "messages.csv": MESSAGES,
    "Recommendations_Given.csv": GIVEN,
    "Recommendations_Received.csv": RECEIVED,
    "Endorsement_Received_Info.csv": ENDORSED,
    "Positions.csv": POSITIONS,
    "Education.csv": EDUCATION,
    "Profile.csv": PROFILE,
}
