package dev.tenantry.crm.imports.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.Texts;

/**
 * What separates the fields of a file.
 *
 * @param basis how it is known
 */
record Delimiter(char character, String basis) {

    /** Where two fit alike, the one that is rarer within values goes first. */
    private static final List<Character> CANDIDATES = List.of('\t', '|', ';', ',');
    private static final Pattern STATEMENT = Pattern.compile("\"?sep=(.)\"?[,;\\t| ]*", Pattern.CASE_INSENSITIVE);
    private static final int FIRST_LINE = 100;
    private static final int BUFFER = 1 << 14;

    /**
     * Reads the whole file.
     *
     * @param stated by whoever knows; null where nobody says
     */
    static Delimiter detect(InputStream in, @Nullable String stated) throws IOException {
        if (stated != null) {
            return new Delimiter(usable(stated.equals("tab") ? "\t" : stated), "as the upload says");
        }
        var counts = CANDIDATES.stream().map(DelimiterCount::new).toList();
        var reader = new TextReader(in);
        var buffer = new char[BUFFER];
        var first = new StringBuilder();
        for (var length = reader.read(buffer, 0, BUFFER); length >= 0; length = reader.read(buffer, 0, BUFFER)) {
            if (first.length() < FIRST_LINE) {
                first.append(buffer, 0, Math.min(length, FIRST_LINE));
            }
            for (var count : counts) {
                count.observe(buffer, length);
            }
        }
        counts.forEach(DelimiterCount::end);
        var statement = STATEMENT.matcher(first.toString().lines().findFirst().orElse(""));
        return statement.matches()
                ? new Delimiter(usable(statement.group(1)), "as the file's first line says")
                : best(counts);
    }

    /** Whether the row is a line {@code sep=;}, which spreadsheets understand. */
    static boolean isStatement(CsvRow row, char delimiter) {
        var statement = STATEMENT.matcher(String.join(String.valueOf(delimiter), row.fields()));
        return statement.matches() && statement.group(1).charAt(0) == delimiter;
    }

    private static char usable(String stated) {
        if (stated.length() != 1 || Character.isLetterOrDigit(stated.charAt(0)) || "\"\r\n\0".contains(stated)
                || Character.isSurrogate(stated.charAt(0))) {
            throw CsvFaults.delimiter(Texts.shown(stated, 10));
        }
        return stated.charAt(0);
    }

    private static Delimiter best(List<DelimiterCount> counts) {
        var fitting = new ArrayList<>(counts);
        fitting.sort(Comparator.comparingDouble(DelimiterCount::fit).reversed());
        var best = fitting.getFirst();
        if (best.fit() == 0) {
            return new Delimiter(',', "there is one column");
        }
        var rivals = fitting.stream()
                .skip(1)
                .filter(count -> count.fit() == best.fit())
                .map(DelimiterCount::name)
                .toList();
        var doubt = rivals.isEmpty()
                ? ""
                : "; ambiguous, since it is so for " + String.join(" and ", rivals) + " as well: the upload can say";
        return new Delimiter(best.delimiter(), best.basis() + doubt);
    }
}
