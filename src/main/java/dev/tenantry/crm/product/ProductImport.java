package dev.tenantry.crm.product;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.imports.mapping.FieldKind;
import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.TargetField;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.MergePatch;

import static dev.tenantry.crm.imports.mapping.TargetField.of;
import static dev.tenantry.crm.imports.mapping.TargetField.reference;

/** What files call the fields of products, and of one price of each. */
@Component
class ProductImport implements ImportTarget {

    private static final List<TargetField> FIELDS = List.of(
            of("externalId", FieldKind.TEXT, "id", "productid", "itemid", "key", "recordid"),
            of("sku", FieldKind.TEXT, "articlenumber", "itemnumber", "productcode", "partnumber", "code"),
            of("name", FieldKind.TEXT, "productname", "product", "item", "itemname", "article", "title"),
            of("description", FieldKind.TEXT, "productdescription", "details", "longdescription"),
            of("unit", FieldKind.TEXT, "unitofmeasure", "uom", "salesunit"),
            of("billing", FieldKind.TEXT, "billingtype", "chargetype"),
            of("intervalMonths", FieldKind.INTEGER, "billinginterval", "termmonths", "months"),
            of("price", FieldKind.MONEY, "unitprice", "listprice", "salesprice", "netprice", "preis", "stuckpreis",
                    "listenpreis", "prix", "prixunitaire", "precio", "preciounitario"),
            of("currency", FieldKind.CURRENCY, "currencycode", "wahrung", "waehrung", "devise", "monnaie", "moneda",
                    "divisa"),
            reference("priceListId", "price-list", "pricelist", "pricebook", "pricelistname", "preisliste", "tarif",
                    "listadeprecios"),
            of("minimumQuantity", FieldKind.DECIMAL, "minquantity", "quantityfrom", "fromquantity", "minimumorder",
                    "mindestmenge", "abmenge", "quantiteminimale", "cantidadminima"));
    private static final String PRICE = "price";
    private static final String LIST = "priceListId";
    private static final String QUANTITY = "minimumQuantity";

    private final PriceTableService prices;
    private final MergePatch requests;

    ProductImport(PriceTableService prices, MergePatch requests) {
        this.prices = prices;
        this.requests = requests;
    }

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
        return List.of("externalId", "sku", "name");
    }

    /** What has a number of its own may be called as another one is. */
    @Override
    public Map<String, String> sought(Map<String, String> stated) {
        if (stated.size() > 1) {
            stated.remove("name");
        }
        return stated;
    }

    /** Its price stands in another table. */
    @Override
    public ObjectNode joined(ObjectNode properties, @Nullable ObjectNode present) {
        return properties.remove(List.of(PRICE, LIST, QUANTITY));
    }

    @Override
    public Besides besides() {
        return this::price;
    }

    private boolean price(Long id, ObjectNode properties) {
        if (properties.path(PRICE).isObject()) {
            var stated = JsonNodeFactory.instance.objectNode();
            stated.set("unitPrice", properties.path(PRICE));
            List.of(LIST, QUANTITY)
                    .stream()
                    .filter(properties::hasNonNull)
                    .forEach(name -> stated.set(name, properties.path(name)));
            return put(id, stated);
        }
        if (properties.hasNonNull(LIST) || properties.hasNonNull(QUANTITY)) {
            throw ProblemException.invalid(PRICE, "required", "a price list and a quantity are those of a price");
        }
        return false;
    }

    private boolean put(Long id, ObjectNode stated) {
        try {
            return prices.put(id, requests.read(stated, PriceTableRequest.Price.class));
        } catch (ProblemException refusal) {
            throw refusal.errors().isEmpty()
                    ? refusal
                    : ProblemException.of(refusal.type(), refusal.detail(),
                            refusal.errors().stream().map(ProductImport::ofColumn).toList());
        }
    }

    private static FieldError ofColumn(FieldError error) {
        var field = error.field().replaceFirst("^prices\\[0]\\.", "").replaceFirst("^unitPrice.*", PRICE);
        return new FieldError(field, error.code(), error.message());
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
