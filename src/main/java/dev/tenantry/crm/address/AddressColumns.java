package dev.tenantry.crm.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.imports.mapping.TargetField;

/**
 * The columns of files that have addresses part by part, several addresses in a row, each of one kind: {@code street}, {@code billingCity}. What a
 * row says of a part takes the place of what the record's address of that kind has there; its other parts and addresses stay.
 */
public final class AddressColumns {

    private static final String LIST = "addresses";
    private static final String LABEL = "label";
    private static final String LINES = "lines";

    private final List<AddressKind> kinds;

    private AddressColumns(List<AddressKind> kinds) {
        this.kinds = kinds;
    }

    public static AddressColumns ofPeople() {
        return new AddressColumns(List.of(AddressKind.values()));
    }

    public static AddressColumns ofCompanies() {
        return new AddressColumns(
                List.of(AddressKind.PLAIN, AddressKind.BILLING, AddressKind.SHIPPING, AddressKind.OTHER));
    }

    public List<TargetField> fields() {
        return kinds.stream()
                .flatMap(kind -> Stream.of(AddressPart.values()).map(part -> part.field(kind)))
                .toList();
    }

    /** Has what the columns state be the record's addresses. @param present null where there is no record yet */
    public void join(ObjectNode properties, @Nullable ObjectNode present) {
        var stated = kinds.stream().filter(kind -> isStated(properties, kind)).toList();
        if (stated.isEmpty()) {
            return;
        }
        var addresses = properties.arrayNode();
        if (present != null) {
            present.path(LIST).forEach(address -> addresses.add((JsonNode) address.deepCopy()));
        }
        for (var kind : stated) {
            join(properties, kind, addresses);
        }
        if (present != null || !addresses.isEmpty()) {
            properties.set(LIST, addresses);
        }
    }

    private static boolean isStated(ObjectNode properties, AddressKind kind) {
        return Stream.of(AddressPart.values()).anyMatch(part -> properties.has(part.name(kind)));
    }

    private static void join(ObjectNode properties, AddressKind kind, ArrayNode addresses) {
        var place = place(addresses, kind.label());
        var address = place < 0 ? properties.objectNode() : (ObjectNode) addresses.get(place);
        var lines = lines(address, properties.remove(AddressPart.STREET.name(kind)),
                properties.remove(AddressPart.STREET2.name(kind)));
        if (lines.isEmpty()) {
            address.remove(LINES);
        } else {
            lines.forEach(address.putArray(LINES)::add);
        }
        for (var part : List.of(AddressPart.POSTAL_CODE, AddressPart.CITY, AddressPart.REGION, AddressPart.COUNTRY)) {
            var value = properties.remove(part.name(kind));
            if (value != null && value.isNull()) {
                address.remove(part.property());
            } else if (value != null) {
                address.set(part.property(), value);
            }
        }
        put(addresses, place, address, kind.label());
    }

    /** One of which nothing is left goes. */
    private static void put(ArrayNode addresses, int place, ObjectNode address, @Nullable String label) {
        var isSomewhere = address.propertyStream()
                .anyMatch(property -> !property.getKey().equals(LABEL) && !property.getValue().isNull());
        if (!isSomewhere && place >= 0) {
            addresses.remove(place);
        } else if (isSomewhere && place < 0) {
            if (label != null) {
                address.put(LABEL, label);
            }
            addresses.add(address);
        }
    }

    private static int place(ArrayNode addresses, @Nullable String label) {
        for (var place = 0; place < addresses.size(); place++) {
            var other = addresses.get(place).path(LABEL).asString("").toLowerCase(Locale.ROOT);
            if (other.equals(label == null ? "" : label)) {
                return place;
            }
        }
        return -1;
    }

    /** A cell may have several. @param street null where no column states it, and a node of null where it is to be empty */
    private static List<String> lines(ObjectNode address, @Nullable JsonNode street, @Nullable JsonNode second) {
        var present = address.path(LINES).valueStream().map(JsonNode::asString).toList();
        var lines = new ArrayList<String>();
        if (street == null) {
            present.stream().limit(second == null ? present.size() : 1).forEach(lines::add);
        } else {
            addLines(lines, street);
        }
        if (second != null) {
            addLines(lines, second);
        }
        return lines;
    }

    private static void addLines(List<String> lines, JsonNode cell) {
        cell.asString("").lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
    }
}
