package dev.tenantry.crm.imports.csv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Counts in which ways the values of a column can be read as dates. */
final class DateTally {

    private static final int LENGTH = 60;
    /** A column that has no date in so many values has none. */
    private static final int PATIENCE = 1000;
    private static final Pattern NUMERIC = Pattern.compile("(\\d{1,4})(\\. ?|[/\\- ])(\\d{1,2})\\2(\\d{1,4})\\.?");
    private static final Pattern COMPACT = Pattern.compile("(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])");
    private static final Pattern SERIAL = Pattern.compile("\\d{5}(?:[.,]\\d{1,15})?");
    private static final Pattern CHINESE = Pattern.compile("\\d{4}年\\d{1,2}月\\d{1,2}日");
    private static final Pattern KOREAN = Pattern.compile("\\d{4}년 \\d{1,2}월 \\d{1,2}일");

    /** Of a handful of patterns. */
    private static final Map<String, DateFormat> NAMED = new ConcurrentHashMap<>();

    private final Map<String, DateFamily> families = new LinkedHashMap<>();
    private long values;
    private long dates;
    private long compact;
    private long serial;

    void observe(String value) {
        values++;
        if (value.length() > LENGTH || dates == 0 && values > PATIENCE && compact == 0 && serial == 0) {
            return;
        }
        var text = PlainText.of(value);
        if (text.chars().noneMatch(character -> character >= '0' && character <= '9')) {
            return;
        }
        if (!numeric(text)) {
            named(DateFormat.withoutTime(text));
        }
    }

    /** Whether most of the values are dates, so that the others are mistakes. */
    boolean isDates() {
        return dates * 2 > values;
    }

    /** The families of dates in it, the most frequent first. */
    List<DateFamily> families() {
        var all = new ArrayList<>(families.values());
        all.sort(Comparator.comparingLong(DateFamily::count).reversed());
        return all;
    }

    /** How integers can be dates; empty where they cannot. */
    String integers() {
        return values == 0 ? "" : compact == values ? "yyyyMMdd" : serial == values ? DateFormat.SERIAL : "";
    }

    long values() {
        return values;
    }

    long dates() {
        return dates;
    }

    private boolean numeric(String text) {
        compact += COMPACT.matcher(text).matches() ? 1 : 0;
        serial += SERIAL.matcher(text).matches() ? 1 : 0;
        var date = NUMERIC.matcher(DateFormat.withoutTime(text));
        if (!date.matches()) {
            return false;
        }
        var first = date.group(1);
        var last = date.group(4);
        var separator = date.group(2);
        if (first.length() == 4 && last.length() <= 2) {
            count(DateFamily.yearFirst(separator), date.group(1), date.group(3), date.group(4));
        } else if (first.length() <= 2 && last.length() == 4) {
            count(DateFamily.yearLast(separator), date.group(1), date.group(3), date.group(4));
        } else if (first.length() <= 2 && last.length() <= 2) {
            count(DateFamily.shortYear(separator), date.group(1), date.group(3), date.group(4));
        }
        return true;
    }

    private void count(DateFamily empty, String first, String second, String third) {
        var family = families.computeIfAbsent(empty.name(), _ -> empty);
        dates += family.observe(first, second, third) ? 1 : 0;
    }

    private void named(String text) {
        var pattern = CHINESE.matcher(text).matches()
                ? "yyyy年M月d日"
                : KOREAN.matcher(text).matches() ? "yyyy년 M월 d일" : MonthNames.pattern(text);
        if (pattern != null && NAMED.computeIfAbsent(pattern, DateFormat::of).parse(text) != null) {
            families.computeIfAbsent(pattern, DateFamily::certain).observeCertain();
            dates++;
        }
    }
}
