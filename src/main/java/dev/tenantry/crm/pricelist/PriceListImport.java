package dev.tenantry.crm.pricelist;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.imports.mapping.FieldKind;
import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.TargetField;

/** What files call the fields of price lists. */
@Component
class PriceListImport implements ImportTarget {

    private static final List<TargetField> FIELDS = List.of(
            TargetField.of("name", FieldKind.TEXT, "pricelist", "pricelistname", "pricebook", "title", "preisliste"),
            TargetField.of("validFrom", FieldKind.DATE, "from", "startdate", "validsince", "gultigab", "gueltigab"),
            TargetField.of("validUntil", FieldKind.DATE, "until", "enddate", "validto", "gultigbis", "gueltigbis"));

    @Override
    public String resource() {
        return "price-lists";
    }

    @Override
    public String type() {
        return "price-list";
    }

    @Override
    public List<String> identifying() {
        return List.of("name");
    }

    @Override
    public List<TargetField> fields() {
        return FIELDS;
    }

    @Override
    public List<String> referredBy() {
        return List.of("name", "id");
    }
}
