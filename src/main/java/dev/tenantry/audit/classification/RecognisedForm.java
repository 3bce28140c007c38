package dev.tenantry.audit.classification;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Of which columns values are found by their form wherever in a line they stand. A name, or a number as somebody has written it, looks like anything. */
enum RecognisedForm {

    MAIL_ADDRESS("(?:.*_)?email(?:_change|_key)?"), INTERNATIONAL_NUMBER("(?:.*_)?e164");

    private final Pattern columns;

    RecognisedForm(String columns) {
        this.columns = Pattern.compile(columns);
    }

    static boolean isOf(Column column) {
        return Arrays.stream(values()).anyMatch(form -> form.columns.matcher(column.name()).matches());
    }
}
