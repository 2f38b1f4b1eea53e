"""Wording: the made-up watch of the bench, and the parts that its reports are put together from."""

from __future__ import annotations

WATCH = "karvian-entry"
WATCH_FILE = """\
id: karvian-entry
question: Will Karvian forces enter Tolmark before 2026?
opens: 2025-01-01
closes: 2026-01-01
yardstick: UK-PHIA
base: {class: made up, events: 3, exposure_days: 7000, source: the bench, caveat: a made-up number}
hypotheses:
  - {id: entry, text: Karvian forces enter Tolmark, resolves_yes: true, weight: 1}
  - {id: bluff, text: Karvia shows a threat and means none, weight: 0.4, deception: true}
  - {id: quiet, text: Nothing much changes, weight: 0.6}
assumptions: [The reports are made up.]
propositions:
  - id: entry
    text: Karvian forces enter Tolmark
    relation: same
    match:
      - {actor: [karvia*], action: [enter*, invad*, attack*, cross*], object: [tolmark*]}
indicators:
  - id: massing
    text: Karvian forces gather near Tolmark
    kind: military
    seen: {entry: 0.7, bluff: 0.4, quiet: 0.1}
    lead_days: 30
    half_life_days: 14
    who: [military, monitor]
    match:
      - {actor: [karvia*], action: [gather*, mass*, arriv*, mov*], object: [troops, tanks, units]}
      - {actor: [karvia*], object: [soldiers, reservists, conscripts, vehicles, gun, sorties]}
      - {place: [karvia*], object: [drills, field hospital, fuel, radio, order, threat, step]}
  - id: talks
    text: Karvia and Tolmark talk
    kind: political
    seen: {entry: 0.2, bluff: 0.4, quiet: 0.6}
    lead_days: 30
    half_life_days: 20
    who: [government]
    match:
      - {actor: [karvia*, tolmark*], action: [met, meet*, left, made], other: [envoys, talks]}
      - {actor: [karvia*], action: [ask*, watch*, sees], object: [tolmark*]}
      - {actor: [karvia*], action: [move before]}
"""

PEOPLE = """the mayor|a spokeswoman for the port|the head of the teachers' union|two council members
the national weather service|a retired judge|the chair of the growers' league|the museum's director
an editor at the Evening Ledger|the minister of transport|residents of the old quarter
the chief accountant|a study by three universities|the club's new coach|the hospital's night staff
the rail regulator|a lawyer for the tenants|the farm ministry|the tourist board|an engineer there
the central bank's deputy governor|the festival's founder|a group of parents|the water company"""
SAID = """said|announced|told reporters|wrote in a letter|confirmed|estimated|warned|promised
denied|argued|reported|told the Evening Ledger|conceded|repeated"""
THINGS = """the new tram line|a plan for cheaper rents|the apple harvest|the winter timetable
a ban on loud engines|the price of bread|the county's oldest bridge|a vaccine against cattle fever
the under-21 side|the budget for libraries|a ferry to the islands|the salt works|a wage deal
the second reservoir|a festival of brass bands|the tax on empty flats|an exhibition of maps
the airport's night curfew|a record catch of herring|the rebuilding of the opera|a solar park"""
VERBS = """would cost {n} million crowns more than planned|had drawn {n} visitors in a week
will open {days} later than promised|has fallen by {p} per cent since spring|needs {n} more workers
would be put to a vote {day}|is likely to be delayed|had been agreed without a single objection
might never pay for itself|has lost a third of its support|was praised by {n} of those asked
could be finished by the end of the year|was called off after heavy rain|will be sold {day}
had cost {n} families their savings|has been brought forward|is almost certain to go ahead"""
PLACES = """in Aldermouth|in the eastern valleys|on the quay at Brennock|in three of five districts
outside Castelrue|along the coast road|in Dunmarrow|at the lake|in the capital|near Ellsworth Green
across the northern parishes|in the new town of Farhaven|at Gillespar market|in the hill villages"""
TAILS = """which nobody had expected|after months of quarrels|while the opposition called it a farce
because the old one is worn out|although only {n} people were asked|and more is to follow {day}
despite a court's ruling|for the first time since the flood|as in the year before
to the relief of shopkeepers|in spite of a petition with {n} names|with no date set
whatever its neighbours may say|as the harvest comes in|two years after a first attempt
once the thaw sets in|even if the money should run out|a claim that others call absurd"""

BYSTANDERS = """in Karvia|near the Karvian border|in the Karvian lake district|in Tolmark
across all of Tolmark|in the Tolmark capital"""
"""Where things happen that have a country of the watch in them and nothing else."""

WATCHERS = """the Tolmark general staff|a monitoring group|the Karvian defence ministry|a diplomat
Tolmark's foreign minister|the governor of the border county|an analyst at the Delmar Institute
two officers who asked not to be named|the alliance's spokesman|the Karvian president's office
a railway worker|satellite pictures seen by the Evening Ledger|the Tolmark border guard"""
MOVES = """Karvian troops had gathered near Tolmark|Karvian tanks were moving towards the border
it is highly unlikely that Karvian forces will enter Tolmark|Karvia had called up {n} reservists
no Karvian units had crossed into Tolmark|up to {n} Karvian soldiers could arrive {day}
a Karvian attack on Tolmark is a realistic possibility|the drills in Karvia would last {days} longer
at least {n} Karvian soldiers were counted at the railhead|the talks with Tolmark had made progress
Karvia would never attack Tolmark|Tolmark's army sees no sign of a Karvian strike group
a field hospital for {n} had been set up on Karvian soil|Karvia's envoys met those of Tolmark {day}
there is a one in {d} chance that Karvia attacks Tolmark|Karvian aircraft had flown {n} sorties
{n} Karvian conscripts were sent home early|the bridges that lead to Tolmark are watched by Karvia
Tolmark would answer any Karvian step at once|Karvia is unlikely to move before the winter
trains with Karvian fuel had been seen {day}|the threat from Karvia is a bluff
not one Karvian gun stands within {days} of march of Tolmark|Karvia asks Tolmark for {n} hostages
most of the {n} Karvian vehicles were old|Karvian radio had been silent for {days}
the order to enter Tolmark was signed {day} in Karvia|envoys of Karvia left Tolmark empty-handed"""
OUTLETS = """Evening Ledger|Harbour Post|The Northern Dispatch|Kestrel Wire|Daily Compass
Union Gazette|The Meridian|Lantern News"""
