"""Names in Azerbaijani and English: found, put in the dictionary form, counted with their Russian spellings."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.entities import Recogniser
from analytics.entities.gazetteer import Gazetteer, listed_names
from analytics.entities.keys import entity_id, person_key

AZ_TITLE = "Dövlət Miqrasiya Xidmətinin rəisi Gəncədə vətəndaşları qəbul edib"
AZ_TEXT = """Bakıdan gələn Rauf Məlikzadənin sözlərinə görə, BMT-nin proqramı davam edir.
R.Məlikzadə Gürcüstan səfirliyinin nümayəndəsi ilə görüşüb, Gəncənin problemlərini dinləyib."""
EN_TITLE = "Migration chief visits Ganja"
EN_TEXT = """The State Migration Service's head Rauf Malikzade met residents of Ganja.
Farmers from the village of Qalalti came to Baku University of Languages, R.Malikzade told Khazar-Inform."""


def test_azerbaijani_endings_come_off_and_listed_names_are_counted_in_russian(recogniser: Recogniser) -> None:
    found = {(e.kind, e.name): e.count for e in recogniser.entities(AZ_TITLE, AZ_TEXT, lang="az")}
    assert found[("PER", "Rauf Məlikzadə")] == 2
    assert found[("LOC", "Гянджа")] == 2
    assert found[("LOC", "Баку")] == 1
    assert found[("ORG", "ООН")] == 1
    assert found[("LOC", "Грузия")] == 1
    assert found[("ORG", "Государственная миграционная служба Азербайджана")] == 1


def test_english_possessives_come_off_and_the_outlet_is_no_entity(recogniser: Recogniser) -> None:
    entities = recogniser.entities(EN_TITLE, EN_TEXT, lang="en", own_names=("Khazar-Inform",))
    found = {(e.kind, e.name): e.count for e in entities}
    assert found[("PER", "Rauf Malikzade")] == 2
    assert found[("ORG", "Государственная миграционная служба Азербайджана")] == 1
    assert found[("LOC", "Гянджа")] == 2
    assert found[("LOC", "Qalalti")] == 1
    assert found[("ORG", "Baku University of Languages")] == 1
    assert not any("Khazar" in name for _, name in found)
    service = next(s for e in entities if e.kind == "ORG" for s in e.surfaces if "Migration" in s.text)
    assert service.text == "State Migration Service"


def test_one_person_has_one_id_in_three_languages(recogniser: Recogniser) -> None:
    ids = {
        entity.entity_id
        for lang, text in (
            ("ru", "Об этом заявил начальник службы Рауф Меликзаде."),
            ("az", "Bunu xidmətin rəisi Rauf Məlikzadə deyib."),
            ("en", "The decision was announced by Rauf Malikzade on Monday."),
        )
        for entity in recogniser.entities("", text, lang=lang)
        if entity.kind == "PER"
    }
    assert ids == {"PER:rauf malikzada"}


@pytest.mark.parametrize(
    ("names", "same"),
    [
        (("Вусал Гусейнов", "Vüsal Hüseynov", "Vusal Huseynov"), True),
        (("Севиндж Аббасзаде", "Sevinc Abbaszadə", "Sevinj Abbaszade"), True),
        (("Орхан Дадашлы", "Orxan Dadaşlı", "Orkhan Dadashli"), True),
        (("Эмин Алиев", "Əmin Əliyev"), False),
        (("Анар Алиев", "Anvar Aliyev"), False),
    ],
)
def test_keys_join_spellings_and_keep_people_apart(names: tuple[str, ...], same: bool) -> None:
    assert (len({person_key(name) for name in names}) == 1) is same


def test_the_list_names_at_least_six_hundred_things_in_three_languages() -> None:
    rows = listed_names()
    assert len({(row.kind, row.name) for row in rows if row.forms["az"] and row.forms["en"]}) >= 600
    for lang in ("az", "en"):
        gazetteer = Gazetteer(rows, lang)
        assert all(gazetteer.find(form) for row in rows for form in row.forms[lang])


@pytest.mark.parametrize("lang", ["az", "en"])
@given(
    title=st.text(max_size=60),
    text=st.text(max_size=300) | st.lists(st.sampled_from(AZ_TEXT.split() + EN_TEXT.split())).map(" ".join),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_read_and_every_surface_stands_where_it_says(
    recogniser: Recogniser, lang: str, title: str, text: str
) -> None:
    fields = {"title": title, "text": text}
    for entity in recogniser.entities(title, text, lang=lang, own_names=("Gündəm",)):
        assert entity.name
        for surface in entity.surfaces:
            assert fields[surface.field][surface.start : surface.stop] == surface.text


@pytest.mark.parametrize(
    "spellings",
    [
        ("Лала Искендерова", "Lalə İsgəndərova", "Lala Isgandarova"),
        ("Мурад Аскерзаде", "Murad Əsgərzadə", "Murad Asgarzade"),
        ("Эльшан Талыблы", "Elşən Talıblı", "Elshan Talibli"),
        ("Джейхун Рагимли", "Ceyhun Rəhimli", "Jeyhun Rahimli"),
    ],
)
def test_a_person_has_one_key_in_three_languages(spellings: tuple[str, ...]) -> None:
    assert len({person_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("az", "Qaydanı Dövlət Miqrasiya Xidməti hazırlayıb.", {"ORG Государственная миграционная служба Азербайджана"}),
        ("az", "Sabah Nyu-Yorkda BMT Baş Assambleyası toplaşır.", {"LOC Нью-Йорк", "ORG Генеральная Ассамблея ООН"}),
        ("az", "Layihəni “Polimer Aran” MMC-yə veriblər.", {"ORG Polimer Aran"}),
        ("az", "Bunu “Dialoq” Tədqiqat Mərkəzinin rəhbəri açıqlayıb.", {"ORG “Dialoq” Tədqiqat Mərkəzi"}),
        ("az", "Elçin Məmməd oğlu Qasımov və Aygün Rza qızı Kərimova gəlib.", {"PER Elçin Qasımov", "PER Aygün Kərimova"}),
        ("az", "Görüş Abdulla Şahidlə keçirilib.", {"PER Abdulla Şahid"}),
        ("az", "Mükafat Əhməd Xudabəxşiyə verilib.", {"PER Əhməd Xudabəxşi"}),
        ("az", "Dərsi Tamilla Şahbazi deyib.", {"PER Tamilla Şahbazi"}),
        ("az", "Güzəşt 60 ABŞ dolları təşkil edir.", set()),
        ("az", "Su Türyançaydan gəlir.", {"LOC Türyançay"}),
        ("en", "The Georgian Ministry of Defence replied.", {"ORG Министерство обороны Грузии"}),
        ("en", "The Ministry of Defence of Georgia replied.", {"ORG Министерство обороны Грузии"}),
        ("en", "Baku's Yasamal district is green.", {"LOC Баку", "LOC Ясамал"}),
        ("en", "Flights go to Damascus, Brezovnik and Aleppo.", {"LOC Дамаск", "LOC Brezovnik", "LOC Алеппо"}),
        ("en", "It was V. Huseynov's idea.", {"PER V. Huseynov"}),
        ("en", "Conscript Elvin Tarverdili was hurt.", {"PER Elvin Tarverdili"}),
        ("en", "Prices fell, said Yonas Tesfalem, 19, who lost his brother Filmon.", {"PER Yonas Tesfalem", "PER Filmon"}),
        ("en", "Bertrand de Vaux left. De Vaux, a baker, was tired.", {"PER Bertrand de Vaux"}),
        ("en", "Ana Maria dos Santos Keahi, of the civil defence office, agreed.", {"PER Ana Maria dos Santos Keahi"}),
        ("en", "Sheikh Tamim bin Hamad Al Rashid spoke.", {"PER Tamim bin Hamad Al Rashid"}),
        ("en", "Sprinter Zyla Orrick-Vane won. Orrick-Vane smiled.", {"PER Zyla Orrick-Vane"}),
        ("en", "Older rules apply, geochemist Zhiwen Oblak noted.", {"PER Zhiwen Oblak"}),
        ("en", "The International Carpet Festival, a holiday, opened; the festival was said to grow.", set()),
        ("en", "NAIROBI - Rain fell on Lake Tumba and the Sea of Japan.", {"LOC Найроби", "LOC Lake Tumba", "LOC Японское море"}),
        ("en", "UK Athletics and Swim England agreed.", {"ORG UK Athletics", "ORG Swim England"}),
        ("en", "The Italian coast guard told the Guardian.", {"ORG Italian coast guard", "ORG Guardian"}),
        ("en", "The U.S. Geological Survey published it in the journal Science.", {"ORG U.S. Geological Survey", "ORG Science"}),
        ("en", "Iran's Foreign Ministry objected.", {"LOC Иран", "ORG Министерство иностранных дел Ирана"}),
        ("en", "South Korea's Joint Chiefs of Staff replied.", {"LOC Южная Корея", "ORG Объединенный комитет начальников штабов"}),
        ("en", "Federal Reserve Bank of Boston President Susan Orrick spoke.", {"ORG Federal Reserve Bank of Boston", "PER Susan Orrick"}),
        ("az", "Müşahidə Bakıda və Abşeron yarımadasında aparılır.", {"LOC Баку", "LOC Абшерон"}),
        ("az", "Daşkənd və Bişkek Norin çayı üzrə razılaşıb.", {"LOC Ташкент", "LOC Бишкек", "LOC Norin çayı"}),
        ("az", "Qərarı baş məşqçi Adrian Kostel Petresku verib.", {"PER Adrian Kostel Petresku"}),
    ],
)  # fmt: skip
def test_names_end_where_they_end(recogniser: Recogniser, lang: str, text: str, wanted: set[str]) -> None:
    assert {f"{entity.kind} {entity.name}" for entity in recogniser.entities("", text, lang=lang)} == wanted


def test_an_abbreviation_in_brackets_is_the_body_before_it(recogniser: Recogniser) -> None:
    text = "The Caspian Weather Agency (CWA) was founded. Rain is near, the CWA says."
    (body,) = recogniser.entities("", text, lang="en")
    assert (body.name, body.count) == ("Caspian Weather Agency", 3)


def test_a_given_name_alone_keeps_its_spelling() -> None:
    assert entity_id("PER", "Гусейн") != entity_id("PER", "Хусейн")
    assert entity_id("PER", "Гусейн Алиев") == entity_id("PER", "Hüseyn Əliyev")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a person without the office, the department or the title before the name
        ("Minister of Transport Nevzat Gokhan wrote on X.", {"Nevzat Gokhan"}),
        ("Dealer Rashad Rzali left.", {"Rashad Rzali"}),
        ("Mr Hallam told the jury to wait.", {"Hallam"}),
        ("Dr. Annelies Verhoeven was not surprised.", {"Annelies Verhoeven"}),
        ("The chair of the Committee on Youth Jeyran Aslanova said so.", {"Committee on Youth", "Jeyran Aslanova"}),
        ("Oxford geneticist Piers Hathersage laughed.", {"Piers Hathersage"}),
        ("The head of customs of the port, Houshang Pirnazari, spoke.", {"Houshang Pirnazari"}),
        ("It was told to an analyst, believes analyst Oguz Kahraman.", {"Oguz Kahraman"}),
        ("His daughter, June Raintree, wept.", {"June Raintree"}),
        ("Nobody came, said Shukria, 31, who gave one name.", {"Shukria"}),
        ("The First Vice-President came.", set()),
        # bodies known by what stands beside them
        ("Her death was announced by her record label, Lyra Nova.", {"Lyra Nova"}),
        ("Alarm Phone, an activist hotline, woke the crew.", {"Alarm Phone"}),
        ("The Committee to Protect Journalists has offices.", {"Committee to Protect Journalists"}),
        ("The U.N. migration agency has offices.", {"UN migration agency"}),
        ("The Lerik district executive authority has offices.", {"Lerik district executive authority"}),
        ("The Israeli military has offices.", {"Israeli military"}),
        ("AzerBoru said its pipes were sound.", {"AzerBoru"}),
        ("The news went round.\nSource: Zirva", {"Zirva"}),
        ("They were told of it in a letter seen by Zirva.", {"Zirva"}),
        ("The Institute of History and the Institute of Arts have offices.", {"Institute of History", "Institute of Arts"}),
        ("Country Director of the Asian Development Bank left.", {"Азиатский банк развития"}),
        ("Consultancy SovEcon left its estimate.", {"SovEcon"}),
        ("A Treasury spokesman left.", {"Treasury"}),
        ("Born Free repeated its call.", {"Born Free"}),
        ("He spoke on BBC Yorkshire.", {"BBC Yorkshire"}),
        ("The Turkish Coast Guard Command has offices.", {"Turkish Coast Guard Command"}),
        ("The Vienna-based Institute for Logistics has offices.", {"Institute for Logistics"}),
        ("WHAT HAPPENED NEXT", set()),
        ('"It is late," Foreign Ministry staff wrote.', {"Министерство иностранных дел Азербайджана"}),
        ("Minister of Foreign Affairs of the Republic of Azerbaijan Kamran Valiyev left.", {"Kamran Valiyev"}),
        ("State Prosecutor Margus Oja left.", {"Margus Oja"}),
        ("Islander Eck MacAskill left.", {"Eck MacAskill"}),
        ("The 24-year-old Sherzod from Jizzakh left.", {"Sherzod"}),
        # ministries of the state that the text names
        ("Lebanon's health ministry has offices.", {"Министерство здравоохранения Ливана"}),
        ("The Iranian foreign ministry has offices.", {"Министерство иностранных дел Ирана"}),
    ],
)  # fmt: skip
def test_english_people_and_bodies_are_known_by_what_stands_beside_them(
    recogniser: Recogniser, text: str, wanted: set[str]
) -> None:
    found = recogniser.entities("", text, lang="en")
    assert {entity.name for entity in found if entity.kind != "LOC"} == wanted
