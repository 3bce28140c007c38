package dev.tenantry.crm.lostreason;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.imports.mapping.FieldKind;
import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.TargetField;

/** What files call the fields of lost reasons. */
@Component
class LostReasonImport implements ImportTarget {

    private static final List<TargetField> FIELDS = List.of(
            TargetField.of("externalId", FieldKind.TEXT, "id", "reasonid", "key", "recordid"),
            TargetField.of("name", FieldKind.TEXT, "reason", "lostreason", "lossreason", "closedlostreason"));

    @Override
    public String resource() {
        return "lost-reasons";
    }

    @Override
    public String type() {
        return "lost-reason";
    }

    @Override
    public List<String> identifying() {
        return List.of("externalId", "name");
    }

    @Override
    public List<TargetField> fields() {
        return FIELDS;
    }

    @Override
    public List<String> referredBy() {
        return List.of("name", "externalId", "id");
    }

    @Override
    public boolean isAddedByReference() {
        return true;
    }
}
