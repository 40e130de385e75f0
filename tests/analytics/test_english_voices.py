"""Who speaks in English reports, whatever words say so."""

import pytest

from analytics.entities import Recogniser


def speakers(recogniser: Recogniser, text: str, title: str = "") -> set[str]:
    """The names of all who speak or are cited."""
    found = recogniser.entities(title, text, lang="en", own_names=["Caspian Ledger"])
    return {entity.name for entity in found if entity.role != "mentioned"}


@pytest.mark.parametrize(
    ("text", "speak"),
    [
        # whatever verb closes a statement behind a comma
        ("Of twenty pupils, nine came on Monday, teacher Rena Alizade counted.", {"Rena Alizade"}),
        ("The road would cost a fortune, engineer Tomas Lindqvist has worked out.", {"Tomas Lindqvist"}),
        ("A flood like that would ruin the valley, insurer Goldman Sachs has worked out.", {"Goldman Sachs"}),
        ("The bridge is a toy for tourists, grumbled ferryman Ivan Petrov.", {"Ivan Petrov"}),
        ("By the time help came, Rena Alizade had died.", set()),
        ("The bus left the road near the mill, and Rena Alizade died.", set()),
        ("After the vote was counted for a third time, Rena Alizade resigned.", set()),
        # orders of words in which a person finds, knows, has ideas
        ("Not part of the team, geneticist Tomas Lindqvist finds the sample small.", {"Tomas Lindqvist"}),
        ("Deputy Minister Umid Alizade finds the figure exaggerated.", {"Umid Alizade"}),
        ("Umid Alizade put forward the idea of a market on wheels.", {"Umid Alizade"}),
        ("Umid Alizade drew attention to the fact that schools were empty.", {"Umid Alizade"}),
        ("Amnesty International had drawn attention to the cells two years before.", {"Международная амнистия"}),
        ("For former official Natig Alizade, the optimism has a simple reason.", {"Natig Alizade"}),
        ("For Tomas Lindqvist the reform came too late.", {"Tomas Lindqvist"}),
        ("For Tomas Lindqvist and his wife the journey ended in Rome.", set()),
        ("Commerzbank's strategists advise clients to wait.", {"Commerzbank"}),
        ("Halyk Finance analysts had expected less.", {"Halyk Finance"}),
        ("The rest will follow, Standard Chartered's Africa research desk wrote.", {"Standard Chartered"}),
        ("Moody's sees the loans as sound.", {"Moody's"}),
        ("Kazhydromet's bulletin for October says the sea fell.", {"Kazhydromet"}),
        # forecasts
        ("Goldman Sachs kept its own at $75.", {"Goldman Sachs"}),
        ("Goldman Sachs has pencilled in September.", {"Goldman Sachs"}),
        ("Goldman Sachs takes a more cautious view.", {"Goldman Sachs"}),
        ("Goldman Sachs left its forecast unchanged.", {"Goldman Sachs"}),
        ("Goldman Sachs's latest outlook puts growth at 7 percent.", {"Goldman Sachs"}),
        # rows
        ("UNESCO and the European Commission have demanded his release.", {"ЮНЕСКО", "Европейская комиссия"}),
        ("UNESCO, UNICEF and the European Commission voiced alarm.", {"ЮНЕСКО", "ЮНИСЕФ", "Европейская комиссия"}),
        ("The Ministry of Culture and UNESCO expressed condolences.", {"Министерство культуры Азербайджана", "ЮНЕСКО"}),
        ("Tomas Lindqvist and his deputy Rena Alizade warned of floods.", {"Tomas Lindqvist", "Rena Alizade"}),
        # outlets that were told, saw papers or printed talks
        ("The talks are over, Umid Alizade told Bloomberg.", {"Umid Alizade", "Bloomberg"}),
        ("Umid Alizade, who led the talks, told the Associated Press that they were over.", {"Umid Alizade", "Associated Press"}),
        ('"We are done," Umid Alizade said in an interview with the Financial Times.', {"Umid Alizade", "Financial Times"}),
        ("The price will rise, according to a letter seen by Bloomberg.", {"Bloomberg"}),
        ("Umid Alizade told UNESCO that the roof leaked.", {"Umid Alizade"}),
        # who cites, whatever the verb is
        ("CNN, quoting sources in the delegation, named Umid Alizade as the likely envoy.", {"Си-эн-эн"}),
        ("Bloomberg, citing two officials, put the price at a billion.", {"Bloomberg"}),
        # words in the passive
        ("Drivers have been advised by the State Road Police to use winter tyres.", {"State Road Police"}),
        ("Condolences were also expressed by the Hungarian foreign minister, Balint Kovacs.", {"Balint Kovacs"}),
        ("Residents were urged by Governor Tomas Lindqvist to stay at home.", {"Tomas Lindqvist"}),
        ("The wreck was described by Tomas Lindqvist as a coffin.", {"Tomas Lindqvist"}),
        ("He was accused by Rena Alizade of theft.", {"Rena Alizade"}),
        ("The house was bought by Rena Alizade in May.", set()),
        # a body with an adverb between it and its verb
        ("The Foreign Ministry on Tuesday dismissed as groundless a resolution of the Senate.", {"Министерство иностранных дел Азербайджана"}),
        ("UNESCO on Monday imposed rules on those it accuses of theft.", {"ЮНЕСКО"}),
        ("In Moscow, the Kremlin made no mention of Odesa. It reported strikes on depots.", {"Кремль"}),
        ("UNESCO, which moved to Rome in May, sees the roof as safe.", {"ЮНЕСКО"}),
        ("Goldman Sachs, a rival, knows of three clinics that paid.", {"Goldman Sachs"}),
        ("Goldman Sachs closed the year with a loss, its audited statements show.", {"Goldman Sachs"}),
        ("Goldman Sachs made a loss. The bank itself attributes it to the war.", {"Goldman Sachs"}),
        ("Rena Alizade brought both sides together; she thanked both in a short text to reporters.", {"Rena Alizade"}),
        ("A group led by Matthias Prange at the University of Bremen had predicted a drop.", {"Matthias Prange"}),
        ('"My son cried," said one of the plaintiffs, Denise Okafor.', {"Denise Okafor"}),
        ("The chairman, Sen. Beau Thackeray, countered that it was late.", {"Beau Thackeray"}),
        ('The critic Tom Lathbury, reviewing the novel in the spring, found it "demanding".', {"Tom Lathbury"}),
        ("President of Georgia Irakli Tsintsadze has sent a letter of condolence to his colleague.", {"Irakli Tsintsadze"}),
        # figures, blame and views
        ("The State Customs Committee gives a slightly different figure of 1.8 million tons.", {"Государственный таможенный комитет Азербайджана"}),
        ("UNESCO's estimate is more cautious.", {"ЮНЕСКО"}),
        ("UNESCO puts the blame on rain.", {"ЮНЕСКО"}),
        ("UNESCO stands at 2.5 percent.", {"ЮНЕСКО"}),
        ("At UNESCO they speak of a miracle.", {"ЮНЕСКО"}),
        ("That is UNESCO's count.", {"ЮНЕСКО"}),
        ("Losses fell, if UNESCO is to be believed.", {"ЮНЕСКО"}),
        ("UNESCO had already found \"severe neglect\" there.", {"ЮНЕСКО"}),
        ("UNESCO, in turn, warned of floods.", {"ЮНЕСКО"}),
        ("The World Bank, he went on, had spoken of a crisis.", {"Всемирный банк"}),
        ("Tests ordered by UNESCO have revealed lead.", {"ЮНЕСКО"}),
        ("The resolution, put forward by Rasa Zukauskiene, calls for votes.", {"Rasa Zukauskiene"}),
        ("A presentation by analyst Kirill Vostrikov shows less gas.", {"Kirill Vostrikov"}),
        ("UNESCO published footage of the roof.", {"ЮНЕСКО"}),
        ("It was told at UNESCO that the roof leaked.", {"ЮНЕСКО"}),
        ("Rolando Choque said it was thrown; Interior Minister Beatriz Sandoval, that it slipped.", {"Rolando Choque", "Beatriz Sandoval"}),
        ("A letter came from President Luka Marjanovic.", {"Luka Marjanovic"}),
        ("The office of the mayor closed, Speaker Shalva Papava's office told reporters.", {"Shalva Papava"}),
        ('"Sell," wrote Dr. Amra Hadzic, a lung specialist, on Monday.', {"Amra Hadzic"}),
        ('"We wait," said the Villa manager, Andoni Larrazabal.', {"Andoni Larrazabal"}),
        ("Anna Berg held on for a draw. \"We wait for them,\" said the Norwegian.", {"Anna Berg"}),
        ("Anna Berg held on for a draw. \"We wait for them,\" said the 20-year-old.", {"Anna Berg"}),
        ("The minister, Anna Berg, for her part, saw no danger.", {"Anna Berg"}),
        ("Anna Berg has another theory.", {"Anna Berg"}),
        ("Less optimistic is Goldman Sachs: 2 percent.", {"Goldman Sachs"}),
        ("Goldman Sachs looks for growth of 3 percent.", {"Goldman Sachs"}),
        ("Goldman Sachs is forecasting three cuts.", {"Goldman Sachs"}),
        ("Economists at Goldman Sachs pencil in a cut for May.", {"Goldman Sachs"}),
        ("The raid drew a protest from UNESCO.", {"ЮНЕСКО"}),
        ("The figures, compiled by UNESCO, show a drop.", {"ЮНЕСКО"}),
        ("Word of it came from Anna Berg, the mayor.", {"Anna Berg"}),
        ("Zirva Energy, for its part, blames the weather.", {"Zirva Energy"}),
        # outlets on the air and in date lines
        ("Anna Berg promised it on Formula TV.", {"Anna Berg", "Formula TV"}),
        ("Anna Berg writes in Zirva that it is late.", {"Anna Berg", "Zirva"}),
        ("BELGRADE, June 30 (SeeNews) - Nothing was sold.", {"SeeNews"}),
        ("BMG quotes economist Irakli Dzneladze as saying it.", {"BMG", "Irakli Dzneladze"}),
        # and what is none of these
        ("Umid Alizade visited the site and instructed the builders to hurry.", set()),
        ("The party Lelo has called a rally for Saturday.", set()),
        ("Transport minister Rena Alizade has called the management in for Tuesday.", set()),
        ("The bodies of Firuz Davlatov, Said Nazriev and Anna Berg were found.", set()),
        ("Composer Umid Alizade wrote a concerto for him.", set()),
        ("UNESCO has no objection, Minister Umid Alizade assured senators.", {"Umid Alizade"}),
        ("According to Sabah newspaper, club president Umid Alizade has met an agent.", {"Sabah"}),
        ("A spokesperson for UNESCO, Anna Berg, said it.", {"Anna Berg"}),
        ("ArcelorMittal said at the time it did not comment on speculation.", set()),
        ("Grace Alizade presented a budget to parliament that lifts borrowing.", set()),
        ("The army killed Ali Mansour, whom it identified as a commander.", set()),
        ("Goldman Sachs's reply is expected in May.", set()),
        ("Rena Alizade, who farms 4,000 hectares near Guba, complained that her wheat was lost.", {"Rena Alizade"}),
        ("UNESCO pegged the loss at $225.", {"ЮНЕСКО"}),
        ("UNESCO had forecast heavy rain.", {"ЮНЕСКО"}),
        ("UNESCO has a yellow warning for wind in force.", {"ЮНЕСКО"}),
        ("The roof leaks, a UNESCO team found.", {"ЮНЕСКО"}),
        ("UNESCO's report, published on Monday, calls the roof unsafe.", {"ЮНЕСКО"}),
        ("Growth will slow, the World Bank's Europe and Central Asia Economic Update says.", {"Всемирный банк"}),
        ("The World Bank has met. The bank, UNESCO's partner of many years, said that it was late.", {"Всемирный банк"}),
        ("The World Bank earned 3 billion, according to its half-yearly report.", {"Всемирный банк"}),
        ("Goldman Sachs lost a million, the bank's report says.", {"Goldman Sachs"}),
        ("UNESCO's fire-monitoring satellites registered a heat source.", {"ЮНЕСКО"}),
        ('Anna Berg posted a picture of the hall with the words "all are safe".', {"Anna Berg"}),
        ("Umid Alizade and former president Tomas Berg have both announced new parties.", {"Tomas Berg", "Umid Alizade"}),
        ("Grandmaster Umid Alizade, whom she taught from the age of six, remembered a strict teacher.", {"Umid Alizade"}),
        ("Coach Umid Alizade does not fear the final.", {"Umid Alizade"}),
        ("\"It is late,\" writes Anna Berg in Turkey's Sabah.", {"Anna Berg", "Sabah"}),
        ("An actor has died, TASS was told at the hospital.", {"ТАСС"}),
        ('"I sang," Anna Berg told Kanal 13.', {"Anna Berg", "Kanal 13"}),
        ('"We did not buy," Anna Berg told Bloomberg TV.', {"Anna Berg", "Bloomberg TV"}),
        ("It fined Sumgait Pipe Factory a million. The factory replied that it was clean.", {"Sumgait Pipe Factory"}),
        ("Alizade's party, the centre-left Civic Front, demanded protection.", {"Civic Front"}),
        ("Diabetes UK advises patients to wait.", {"Diabetes UK"}),
        ("Greenpeace Brazil welcomed the figures.", {"Greenpeace Brazil"}),
        ("The Mongolian Greens want a referendum.", {"Mongolian Greens"}),
        ("The Georgian embassy in Ankara confirmed the arrest.", {"Georgian embassy in Ankara"}),
        ("Sudan's Rapid Support Forces took a town. \"We are here,\" the RSF said.", {"Rapid Support Forces"}),
        ('Applicant Anna Berg said the ceiling was "made for it".', {"Anna Berg"}),
        ("Mayor Umid Alizade ordered that bus routes be redrawn.", set()),
        ("A source at Nasser Hospital told Reuters that a house was hit.", {"Reuters"}),
        ("Fraud grows, according to Goldman Sachs analyst Anna Berg.", {"Anna Berg"}),
        ("Sergei Alizade, the head of the region, dismissed the headmistress, Rena Alizade.", set()),
        ("The army killed a commander. Umid Alizade, the army claimed, had built stores.", set()),
        ("Goldman Sachs advises the brewer.", set()),
        ("It is rare, says his colleague, the child psychiatrist Rena Alizade.", {"Rena Alizade"}),
        ("His union, Zirva 75, called for a blockade.", {"Zirva 75"}),
        ("Halyk Finance, in a note to clients, called the outlook too rosy.", {"Halyk Finance"}),
        ("Umid Alizade, who followed the hearing by video link, pleaded not guilty and in his last word called the trial a play.", {"Umid Alizade"}),
        ("In tests by Zirva, the speed reached 412 megabits.", {"Zirva"}),
        ("Goldman Sachs gave a rating. The bank named low debt as a strength.", {"Goldman Sachs"}),
        ("Umid Alizade named Anna Berg as the new director.", set()),
        ("A survey by the Youth research centre found that parents agree.", {"Youth research centre"}),
        ("Goldman Sachs regrets the decision.", {"Goldman Sachs"}),
        ("Profits beat the 27 billion expected by analysts polled by UNESCO.", {"ЮНЕСКО"}),
        ("For UNESCO, it is half an hour too long.", {"ЮНЕСКО"}),
        ("A quake was felt, the University of Tehran's Geophysics Institute said.", {"Geophysics Institute"}),
        ("Historian Umid Alizade finds the haste strange, since nothing is decided.", {"Umid Alizade"}),
        ('UNESCO shared "every comma" of it.', {"ЮНЕСКО"}),
        ("UNESCO counts the region among the driest.", {"ЮНЕСКО"}),
        # silence
        ("The line was built by a firm from Izmir, headed by Umid Alizade.", set()),
        ("Rena Alizade thanked the doctors and planted a tree.", set()),
        ("The route may suffer from roads, an adviser to UNESCO warned.", set()),
        ("A representative of the Ministry of Culture answered questions.", set()),
        ("Fitch Ratings affirmed the country at BBB.", set()),
        ("The Dutch central bank publishes its new forecasts next month.", set()),
        ("UNESCO has not yet commented on the date.", set()),
        ("The prize went to the author of the novel, Rena Alizade.", set()),
    ],
)  # fmt: skip
def test_who_speaks_in_english(recogniser: Recogniser, text: str, speak: set[str]) -> None:
    assert speakers(recogniser, text) == speak


def test_a_short_name_in_the_title_is_the_longer_one_of_the_text(recogniser: Recogniser) -> None:
    text = "The Prosecutor's Office of Georgia has charged a man. Lawyer Anna Berg says he is innocent."
    found = recogniser.entities("Prosecutor's Office: man charged", text, lang="en")
    assert {entity.name for entity in found if entity.kind == "ORG"} == {"Prosecutor's Office of Georgia"}


def test_a_ministry_far_from_home_is_of_the_state_that_the_text_names_with_it(recogniser: Recogniser) -> None:
    found = recogniser.entities("", "Georgia's Interior Ministry came. The Interior Ministry left.", lang="en")
    assert {entity.name for entity in found if entity.kind == "ORG"} == {"Министерство внутренних дел Грузии"}


@pytest.mark.parametrize(
    "text",
    [
        'Anna Berg returns to Baku.\nWhy so long?\n"Nobody called."\nHave you met Jan Novak?\n"Ask me in May."',
        "Anna Berg returned to Baku.\n- Why did you?\n- My teacher Jan Novak was here.\n- What comes next?\n- A disc.",
        "Anna Berg sat opposite Jan Novak.\nLedger: Were you offended?\nBerg: I drank tea.\nLedger: Why?\nBerg: Why not?",
    ],
)
def test_whoever_is_interviewed_speaks(recogniser: Recogniser, text: str) -> None:
    assert speakers(recogniser, text) == {"Anna Berg"}
