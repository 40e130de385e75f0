// Month and day names for the date picker, as it looks for them (dayjs locales). Names: Unicode CLDR.
window.dayjs_locale_ru = {
  name: "ru",
  weekdays: ["воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"],
  weekdaysShort: ["вс", "пн", "вт", "ср", "чт", "пт", "сб"],
  weekdaysMin: ["вс", "пн", "вт", "ср", "чт", "пт", "сб"],
  months: ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"],
  monthsShort: ["янв.", "февр.", "март", "апр.", "май", "июнь", "июль", "авг.", "сент.", "окт.", "нояб.", "дек."],
  weekStart: 1,
  ordinal: (n) => n,
  formats: {},
  relativeTime: {},
};
window.dayjs_locale_az = {
  name: "az",
  weekdays: ["bazar", "bazar ertəsi", "çərşənbə axşamı", "çərşənbə", "cümə axşamı", "cümə", "şənbə"],
  weekdaysShort: ["B.", "B.E.", "Ç.A.", "Ç.", "C.A.", "C.", "Ş."],
  weekdaysMin: ["B.", "B.E.", "Ç.A.", "Ç.", "C.A.", "C.", "Ş."],
  months: ["yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr"],
  monthsShort: ["yan", "fev", "mar", "apr", "may", "iyn", "iyl", "avq", "sen", "okt", "noy", "dek"],
  weekStart: 1,
  ordinal: (n) => n,
  formats: {},
  relativeTime: {},
};
