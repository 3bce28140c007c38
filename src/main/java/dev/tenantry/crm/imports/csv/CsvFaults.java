package dev.tenantry.crm.imports.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import dev.tenantry.shared.problem.ProblemException;

/** What is wrong with a file as a whole. */
final class CsvFaults {

    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private CsvFaults() {}

    static ProblemException encoding(long line, Charset charset) {
        var guess = charset.equals(StandardCharsets.UTF_8)
                ? "; it may be in an older encoding, such as Windows-1252"
                : "";
        return fault("encoding",
                "line " + line + " is not valid " + charset.name() + guess + ". Save the file as CSV in UTF-8");
    }

    static ProblemException binary(long line) {
        return fault("binary", "line " + line
                + " has the character U+0000: this is not a text file, or one in UTF-16 without a byte order mark");
    }

    static ProblemException delimiter(String stated) {
        return fault("delimiter", "'" + stated + "' cannot separate fields; a comma, semicolon, tab or bar can");
    }

    static ProblemException columnName(int number, int most) {
        return fault("column-name-too-long", "the name of column " + number + " has more than " + most + " characters");
    }

    static ProblemException otherFormat(String format) {
        return fault("not-csv", "this is " + format + "; save it as CSV in UTF-8");
    }

    static ProblemException empty() {
        return fault("empty", "the file has no rows: the first names the columns, each further one is a record");
    }

    static ProblemException headerOnly() {
        return fault("no-rows", "the file names its columns and has no rows besides");
    }

    static ProblemException duplicateColumn(String name, int first, int second) {
        return fault("duplicate-column",
                "the columns " + first + " and " + second + " are both called '" + name
                        + "'; each needs a name of its own");
    }

    /** @param reason what the parser says, which names the line */
    static ProblemException structure(String reason, CsvLimits limits) {
        var matcher = LINE.matcher(reason);
        var line = matcher.find() ? "line " + matcher.group(1) : "a line";
        if (reason.contains("fields")) {
            return fault("too-many-columns", line + " has more than " + limits.columns() + " columns");
        }
        if (reason.contains("Unclosed")) {
            return fault("unclosed-quote", "a quote that opens in the row at " + line + " is not closed");
        }
        if (reason.contains("after closing quote")) {
            return fault("text-after-quote",
                    "the row at " + line + " has text between a closing quote and the next delimiter");
        }
        if (reason.contains("record size")) {
            return fault("row-too-long",
                    "the row at " + line + " has more than " + limits.rowLength() + " characters");
        }
        return fault("field-too-long", "a field of the row at " + line + " has more than " + limits.fieldLength()
                + " characters, or a quote that opens there is not closed");
    }

    private static ProblemException fault(String code, String reason) {
        return ProblemException.invalid("file", code, reason);
    }
}
