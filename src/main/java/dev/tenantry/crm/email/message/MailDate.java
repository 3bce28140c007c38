package dev.tenantry.crm.email.message;

import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.mail.internet.MailDateFormat;
import org.jspecify.annotations.Nullable;

/** The date of a mail, as programs write it, of a day and a time that there are. */
final class MailDate {

    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
            "oct", "nov", "dec");
    private static final Pattern WRITTEN = Pattern
            .compile("(\\d{1,2})[\\s-]+([A-Za-z]{3})[A-Za-z]{0,10}[\\s-]+(\\d{4})\\s+(\\d{1,2}):(\\d{2})");
    /** Not as RFC 5322 has it: with a name before the offset, or a colon in it. */
    private static final Pattern OFFSET = Pattern.compile("(?:GMT|UTC|(?<=\\s))([+-]\\d{2}):?(\\d{2})\\b");

    private MailDate() {}

    /** Null where it is none. */
    static @Nullable Instant read(String stated) {
        try {
            var written = WRITTEN.matcher(stated);
            if (written.find()) {
                check(written.group(1), written.group(2), written.group(3), written.group(4), written.group(5));
            }
            return new MailDateFormat().parse(OFFSET.matcher(stated).replaceFirst("$1$2")).toInstant();
        } catch (ParseException | IllegalArgumentException | DateTimeException _) {
            return null;
        }
    }

    private static void check(String day, String month, String year, String hour, String minute) {
        var number = MONTHS.indexOf(month.toLowerCase(Locale.ROOT)) + 1;
        if (number > 0) {
            var _ = LocalDate.of(Integer.parseInt(year), number, Integer.parseInt(day))
                    .atTime(LocalTime.of(Integer.parseInt(hour), Integer.parseInt(minute)));
        }
    }
}
