package dev.tenantry.crm.imports.mapping;

import java.util.ArrayList;
import java.util.List;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.text.Texts;

/** What cannot be read of a row. */
final class Faults {

    private static final int SHOWN = 60;

    private final List<FieldError> faults = new ArrayList<>();

    void add(String field, String code, String text, String fault) {
        faults.add(new FieldError(field, code, "'" + Texts.shown(text, SHOWN) + "' " + fault));
    }

    List<FieldError> all() {
        return faults;
    }
}
