package dev.tenantry.crm.product;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.imports.mapping.FieldKind;
import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.TargetField;

import static dev.tenantry.crm.imports.mapping.TargetField.of;

/** What files call the fields of products. */
@Component
class ProductImport implements ImportTarget {

    private static final List<TargetField> FIELDS = List.of(
            of("externalId", FieldKind.TEXT, "id", "productid", "itemid", "key", "recordid"),
            of("sku", FieldKind.TEXT, "articlenumber", "itemnumber", "productcode", "partnumber", "code"),
            of("name", FieldKind.TEXT, "productname", "product", "item", "itemname", "article", "title"),
            of("description", FieldKind.TEXT, "productdescription", "details", "longdescription"),
            of("unit", FieldKind.TEXT, "unitofmeasure", "uom", "salesunit"),
            of("billing", FieldKind.TEXT, "billingtype", "chargetype"),
            of("intervalMonths", FieldKind.INTEGER, "billinginterval", "termmonths", "months"));

    @Override
    public String resource() {
        return "products";
    }

    @Override
    public String type() {
        return "product";
    }

    @Override
    public List<String> identifying() {
        return List.of("externalId", "sku");
    }

    @Override
    public List<TargetField> fields() {
        return FIELDS;
    }

    @Override
    public List<String> referredBy() {
        return List.of("sku", "externalId", "id");
    }
}
