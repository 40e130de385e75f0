"""Who speaks in Azerbaijani sentences, a class of phrasing a table."""

import pytest

from analytics.entities import Recogniser

HOME = " Азербайджана"


def speakers(recogniser: Recogniser, text: str, title: str = "") -> set[str]:
    found = recogniser.entities(title, text, lang="az")
    return {entity.name for entity in found if entity.role != "mentioned"}


@pytest.mark.parametrize(
    ("text", "speak"),
    [
        ("Sakin Rauf Kərimli “Hürriyyət” qəzetinə deyib ki, yol açılmayıb.", {"Rauf Kərimli", "Hürriyyət"}),
        ("Nazir Rauf Kərimli “Tasnim” agentliyinə müsahibəsində neftin bahalaşacağını vurğulayıb.", {"Rauf Kərimli", "Tasnim"}),
        ("Mer Zaur Əskərov isə “Kəpəz-Xəbər”ə şərhində danışıqların aparılmadığını bəyan edib.", {"Zaur Əskərov", "Kəpəz-Xəbər"}),
        ("Nazir Rauf Kərimli BBC-nin efirində vəziyyətin ağır olduğunu deyib.", {"Rauf Kərimli", "Би-би-си"}),
        ("Nazir Rauf Kərimli “Tribuna”nın suallarını cavablandırıb.", {"Rauf Kərimli", "Tribuna"}),
        ("Rauf Kərimli bu sözləri “Qafqaz TV”nin canlı yayımında deyib.", {"Rauf Kərimli", "Qafqaz TV"}),
        ("Müğənni Sevil Gülzarlı iddialarını “Nur” telekanalında dilə gətirmişdi.", {"Sevil Gülzarlı", "Nur"}),
        ("Xalq artisti Rauf Kərimli “Kaspi” qəzetinə müsahibə verib.", {"Rauf Kərimli", "Kaspi"}),
        ("Nazir Rauf Kərimli Milli Məclisə bildirib ki, büdcə artırılacaq.", {"Rauf Kərimli"}),
    ],
)  # fmt: skip
def test_an_outlet_to_which_something_is_told_is_cited(recogniser: Recogniser, text: str, speak: set[str]) -> None:
    assert speakers(recogniser, text) == speak


@pytest.mark.parametrize(
    ("text", "speak"),
    [
        ("“Əl-Aləm” telekanalı yerli həkimlərə əsaslanaraq ölənlərin sayını beş nəfər göstərir.", {"Əl-Aləm"}),
        ("“Ukrpravda” agentliyinin prezident ofisindəki mənbəsi xəbər verib ki, təklif yoxdur.", {"Ukrpravda"}),
        ("“Qrand” şirkətinin satış departamenti isə qiymətin dəyişməyəcəyini elektron məktubla bildirib.", {"Qrand"}),
        ("“Metrik” şirkətinin sentyabr reytinqində ölkə 71-cidir.", {"Metrik"}),
        ("“Rukla”nın avqust reytinqinə əsasən, ölkə 71-ci yerdədir.", {"Rukla"}),
        ("“Qrand” fondunun hazırladığı “İxrac icmalı”na istinadən xəbər verilir ki, ixrac artıb.", {"Qrand"}),
        ("Ukrayna susur. Rusiya MN isə 5 dronun məhv edildiyini iddia edib.", {"Министерство обороны России"}),
        ("BP-nin rüblük hesabatından isə görünür ki, hasilat azalıb.", {"BP"}),
        ("“Kəhrəba” jurnalında dərc olunan məqaləyə görə, buzlaqlar əriyir.", {"Kəhrəba"}),
        ("DİN-in Şəki regional mətbuat qrupundan bildirilib ki, sürücü saxlanılıb.", {"Министерство внутренних дел" + HOME}),
        ("Milli Məclisin Mətbuat və ictimaiyyətlə əlaqələr şöbəsindən bildirilib ki, iclas olub.", {"Милли Меджлис"}),
        ("Dövlət Gömrük Komitəsinin rəqəmləri bir qədər fərqlidir: artım 5,9 faizdir.", {"Государственный таможенный комитет" + HOME}),
        ("Beynəlxalq Əmək Təşkilatının metodikasına görə, maaş az olmamalıdır.", {"Международная организация труда"}),
        ("Dövlət Gömrük Komitəsinin qərarına əsasən, post bağlanıb.", set()),
        ("Ağ Evdəki adı açıqlanmayan rəsmiyə istinadən “Milliyet” qəzeti xəbəri yayıb.", {"Milliyet"}),
        ("Dövlət Gömrük Komitəsi “Göy Körpü” postunda yeni zolağın istifadəyə veriləcəyini elan edib.", {"Государственный таможенный комитет" + HOME}),
    ],
)  # fmt: skip
def test_a_body_is_cited_by_what_belongs_to_it(recogniser: Recogniser, text: str, speak: set[str]) -> None:
    assert speakers(recogniser, text) == speak


@pytest.mark.parametrize(
    ("text", "speak"),
    [
        ("Məşqçi Rauf Kərimli “Zirə” ilə görüşdən (3:1) sonra komandadan razı qaldığını gizlətməyib.", {"Rauf Kərimli"}),
        ("Qapıçı Rauf Kərimli oyundan sonra “Pis oynadıq. Sonra özümüzə gəldik” fikrini səsləndirib.", {"Rauf Kərimli"}),
        ("“Suyu gecə boyu çəkdik, hamı sağdır”, - bunu xilasedici Rauf Kərimli danışıb.", {"Rauf Kərimli"}),
        ("“Bəs cavabdeh kimdir?” - deputat Sevinc Qasımlının bu sualına sədr ad çəkməyib.", {"Sevinc Qasımlı"}),
        ("İqtisadçı Elçin Qarayusifin qənaəti isə başqadır: “Qiyməti alverçi qaldırır”.", {"Elçin Qarayusif"}),
        ("Sürücü Ramiz Cəfəri hadisəni belə danışır: “Yolda saxladılar”.", {"Ramiz Cəfəri"}),
        ("Operator lent seçib, musiqini bəstəkar Türkan Nəcəfova yazıb.", set()),
        ("“Yanğın söndürülüb” - FHN", {"Министерство по чрезвычайным ситуациям" + HOME}),
        ("Klub prezidenti Mübariz Mansurlu suallara “hələ tezdir” cavabını verib.", {"Mübariz Mansurlu"}),
        ("Sözçü İsmayıl Baqiri həftəlik brifinqdə Avropanı ikili standartlarda ittiham edib.", {"İsmayıl Baqiri"}),
        ("Aktrisa Nərgiz Aslanlının sözlərindən belə çıxır ki, film yarımçıq qalıb.", {"Nərgiz Aslanlı"}),
        ("Vəkil Kənan Babalı müvəkkilinin günahsız olduğunda israrlıdır.", {"Kənan Babalı"}),
        ("Qazaxıstanın energetika naziri Almas Seytov: Hasilat planı yerinə yetirilib", {"Almas Seytov"}),
        ("İspan mütəxəssis Xose Moralesə sual verdik: o hesab edir ki, komanda gəncdir.", {"Xose Morales"}),
        ("Müğənni Röya Ayxanlı yeni fotosunu paylaşıb.", set()),
        ("Kənd sakini Rafiq Alışlının dilindən: “Nasos köhnə idi”.", {"Rafiq Alışlı"}),
        ("Ordu sözçüsü Rauf Kərimli “hadisə araşdırılır” deməklə kifayətlənib.", {"Rauf Kərimli"}),
        ("Fermer Rauf Kərimli yeni kranın suyu iki dəfə az apardığını hesablayıb.", {"Rauf Kərimli"}),
        ("Alim Rauf Kərimli buzlaqların əridiyini müəyyən edib.", set()),
        ("Hesabı Rauf Kərimli açıb, son sözü isə Zahid Ələsgərli deyib.", set()),
        ("Rauf Kərimli uzun illər orta məktəbdə dərs deyib.", set()),
        ("Baş hakim Rauf Kərimli VAR sisteminə müraciət edib.", set()),
        ("Rauf Kərimli gənclərə müraciət edib: “Oxuyun!”", {"Rauf Kərimli"}),
        ("Musiqini Tiflisdə yaşayan bəstəkar Rauf Kərimli yazıb.", set()),
        ("Saxlanılan Rauf Kərimli dördüncü dəfədir ki, qaydanı pozur.", set()),
        ("Spiker Rauf Kərimli müzakirəni yekunlaşdıraraq sənədi nazirliyə göndərib.", set()),
    ],
)  # fmt: skip
def test_a_verb_tells_only_what_can_be_told(recogniser: Recogniser, text: str, speak: set[str]) -> None:
    assert speakers(recogniser, text) == speak


@pytest.mark.parametrize(
    ("text", "speak"),
    [
        ("Qonşu kənddən Zahid Ələsgərlinin dərdi başqadır. O gileylənir ki, su yoxdur.", {"Zahid Ələsgərli"}),
        ("Fermer Rauf Kərimli deyib ki, pul almayıb. Söhbət müdir Həmid Abışlıdan gedir. O, borcun ödəniləcəyini yazıb.", {"Rauf Kərimli", "Həmid Abışlı"}),
        ("Günahkar klubun prezidenti Anar Gülməmmədlidir: o, hakimin satıldığını yazmışdı.", {"Anar Gülməmmədli"}),
        ("Yazıçı Elmira Axundlunun romanı çıxıb. Yazıçının özü isə tərcüməni qiymətləndirib: “Kitab gözəldir”.", {"Elmira Axundlu"}),
        ("Müəllimə Lətifə Rüstəmli dərs keçir. Müəlliməyə görə, çətinlik dərslikdir.", {"Lətifə Rüstəmli"}),
        ("Çoban Məhəmməd Sürməlini ayı yaralayıb. “Boz it hürdü, çıxdım”, - yaralı xəstəxanada bunları danışır.", {"Məhəmməd Sürməli"}),
        ("İdmançı yaponiyalı çempion Kazuo Nomura ilə görüşüb. Yaponiyalı rəqibini “sürətli döyüşçü” adlandırıb.", {"Kazuo Nomura"}),
        ("Baş nazir Karen Hakobyan deyib ki, sənəd hazırdır. Onu hüquqşünas Arsen Petroyan oxuyub. Ekspertə görə, mətn zəifdir.", {"Karen Hakobyan", "Arsen Petroyan"}),
        ("Tələbə Elvin Babalı xaric edilib. Elvin deyir ki, buna səbəb yox idi.", {"Elvin Babalı"}),
        ("İstintaq 39 yaşlı Ramil Cəbralıdan başlayıb. Dindirilmə zamanı o, tanışını tanımadığını etiraf edib.", {"Ramil Cəbralı"}),
        ("Rəssamın adı Mirzağa Qafarlıdır. Rəssamın özü az danışıb. “Sözüm divardadır”, - o, qonaqlara deyib.", {"Mirzağa Qafarlı"}),
        ("Məşqçi Rəşid Sadalı hakim Əli Kamallıdan narazıdır: onun fikrincə, qol düzgün deyil.", {"Rəşid Sadalı"}),
        ("Təqdimatı müdir Firdovsi Babazadə edib. O, N.Ağamirzəlinin təcrübəsinin faydalı olacağına inandığını bildirib.", {"Firdovsi Babazadə"}),
        ("Aktrisa Nərgiz Aslanlı ilə görüşdük.\n- İlk rolunuz yadınızdadır?\n- Əlbəttə. İki cümləm vardı.\n- Bəs sonra?\n- Sonra oxudum.", {"Nərgiz Aslanlı"}),
    ],
)  # fmt: skip
def test_whoever_was_told_of_last_is_meant(recogniser: Recogniser, text: str, speak: set[str]) -> None:
    assert speakers(recogniser, text) == speak


@pytest.mark.parametrize(
    ("text", "speak"),
    [
        ("Azərbaycan Memarlar Konfederasiyası rəy təqdim edib. Rəydə xərcin ağır olacağı vurğulanır.", {"Azərbaycan Memarlar Konfederasiyası"}),
        ("Ombudsman Səbinə Əliyeva parlamentə məruzə göndərib. Məruzədə bildirilir ki, şikayətlər artıb.", {"Səbinə Əliyeva"}),
        ("“Şimal Münhen” klubu məşqçini göndərib. Klubun bəyanatında deyilir ki, qərar ortaqdır.", {"Şimal Münhen"}),
        ("“The Daily Globe” qəzeti yazı dərc edib. Qəzet yazır ki, danışıqlar gedir.", {"The Daily Globe"}),
        ("Səfərin detalları “The Daily Globe” qəzetində yer alıb.", {"The Daily Globe"}),
        ("Oksford Universiteti təqdimatında qeyd edir ki, üsul yenidir.", {"Oksford Universiteti"}),
        ("Azərbaycan Avarçəkmə Federasiyası isə saytında məşqçinin dəyişdiyini elan edib.", {"Azərbaycan Avarçəkmə Federasiyası"}),
        ("Cərrah Nail Çobanlı əməliyyat edib. Qonaqlara verdiyi açıqlamada o deyib ki, iş uzun çəkib.", {"Nail Çobanlı"}),
        ("81 yaşlı Göyərçin Bədəlli kətildə oturub. “Uşaqlar konfet göndərirlər”, - gülümsəyir.", {"Göyərçin Bədəlli"}),
        ("Federasiya məşqçinin Sergey Rıbin olduğunu elan edib.", set()),
        ("Hesabatı “Ernst & Young”ın rəyi ilə birlikdə təqdim ediblər.", set()),
        ("Azad Sürücülər Birliyi (ASB) bildirib ki, qiymət qalxıb. ASB-nin sədri gəlməyib.", {"Azad Sürücülər Birliyi"}),
        ("Dünya Səhiyyə Təşkilatı (ÜST) 28 yoluxmanın qeydə alındığını elan edib.", {"Всемирная организация здравоохранения"}),
        ("“Reuters” yazır ki, WTI markası ucuzlaşıb. Agentliyin məlumatına görə, hasilat dayanıb.", {"Reuters"}),
        ("“Toyama Motor” korporasiyası maşın buraxır. Şirkət açıqlamasında proqramda səhv olduğunu izah edib.", {"Toyama Motor"}),
        ("Azərbaycan Vəkillər Kollegiyası toplaşıb. Kollegiyadan bildirilib ki, üç nəfər çıxarılıb.", {"Azərbaycan Vəkillər Kollegiyası"}),
        ("“Daş-Saflaşdırma” müəssisəsi bildirib ki, istehsal dayandırılıb.", {"Daş-Saflaşdırma"}),
        ("Rəsmi Minskin mövqeyini BELPA agentliyi yayıb.", {"BELPA"}),
        ("Bu xəbəri “Nurpress” agentliyi nazir Nurlan Bekbolatova istinadən verib. Bekbolatov susur.", {"Nurpress", "Nurlan Bekbolatov"}),
        ("“bp” şirkəti nəticələri açıqlayıb. Şirkət fasilənin planlaşdırıldığını bildirir.", {"bp"}),
    ],
)  # fmt: skip
def test_a_document_or_a_kind_stands_for_its_body(recogniser: Recogniser, text: str, speak: set[str]) -> None:
    assert speakers(recogniser, text) == speak


def test_a_headline_leaves_it_to_the_text_who_speaks_for_a_body(recogniser: Recogniser) -> None:
    text = "BMT-nin xüsusi nümayəndəsi Antoniu Silveyra Darfurda vəziyyəti fəlakət adlandırıb."
    title = "BMT-nin xüsusi nümayəndəsi vəziyyəti fəlakət adlandırıb"
    assert speakers(recogniser, text, title) == {"Antoniu Silveyra"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Türkiyə Prezidenti Kamal Aydın İzmir Ticarət Forumunun açılışında olub.", {"Kamal Aydın", "İzmir Ticarət Forumu"}),
        ("C.Hümmətli Nərimanov Rayon Məhkəməsinin hakimindən şikayət edib.", {"C.Hümmətli", "Nərimanov Rayon Məhkəməsi"}),
        ("Nümayəndə İrina Borisovna Lunina gəlib.", {"İrina Borisovna Lunina"}),
        ("Nino Lomtaria aksiyaya qatılıb.", {"Nino Lomtaria"}),
        ("Rusiyanın Federal Yanğın Xidməti cərimə yazıb.", {"Federal Yanğın Xidməti"}),
        ("“Azərişıq” ASC məlumat yayıb.", {"Азеришыг"}),
        ("Klubun saytının məlumatına görə, qapıçı gedib.", set()),
        ("Spiker Vaçe Petroyan jurnalistlərə deyib ki, iclas olacaq.", {"Vaçe Petroyan"}),
        ("Matçın ən yaxşısı seçilən Leandro Kasta azarkeşlərə təşəkkür edib.", {"Leandro Kasta"}),
        ("Braziliyalı Vesli Duarte qol vurub.", {"Vesli Duarte"}),
        ("Rəhbər Patrik O'Konnel üzr istəyib.", {"Patrik O'Konnel"}),
        ("Endrü Hollisin sərvəti artıb. Hollis özü susub.", {"Endrü Hollis"}),
        ("67-ci dəqiqədə Xuan Ferreranın düşdüyü epizodda penalti olmalı idi.", {"Xuan Ferrera"}),
        ("Nazir Franka Martini Romada olub. Martini jurnalistlərə danışıb.", {"Franka Martini"}),
        ("Prezident Boris Yeltsin ölkəsini tərk edib.", {"Boris Yeltsin"}),
        ("Görüş elçi Tomas Verneri qəbul edən zaman olub.", {"Tomas Verner"}),
        ("Həkim Çobanzadə Bakıda doğulub.", {"Çobanzadə"}),
        ("Yusif Səliminin qızı Nərmin Səlimi gəlib. Səlimi danışıb.", {"Yusif Səlimi", "Nərmin Səlimi"}),
        ("Nazir Xalid bin Abdullah Al-Mansur danışıb.", {"Xalid bin Abdullah Al-Mansur"}),
        ("Aişə Qədirova Pirqulu dağında olub.", {"Aişə Qədirova"}),
        ("Hakim Elvin Məmmədovun qərarı var. Məmmədova müraciət olunub.", {"Elvin Məmmədov"}),
        ("Fransa Prezidenti Administrasiyası toplaşıb.", {"Fransa Prezidenti Administrasiyası"}),
        ("Azərbaycan Banklar Assosiasiyası toplaşıb. Banklar Assosiasiyası qərar verib.", {"Azərbaycan Banklar Assosiasiyası"}),
        ("Zəfər Günü münasibətilə bayramdır.", set()),
        ("Qolu Yan Ostmann vurub. Ostmannın zərbəsi dəqiq idi.", {"Yan Ostmann"}),
    ],
)  # fmt: skip
def test_azerbaijani_names_end_where_they_end(recogniser: Recogniser, text: str, names: set[str]) -> None:
    found = recogniser.entities("", text, lang="az")
    assert {entity.name for entity in found if entity.kind != "LOC"} == names
