package dev.tenantry.operations.documentation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.swagger.v3.oas.models.Operation;

import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.PageRequest;
import dev.tenantry.shared.listing.Selection;

/** What a list can be asked. */
final class ListParameters {

    private static final String WORDS = ": all of its words. `\"a phrase\"` is found as it stands there, and `-word` finds what lacks it";
    private static final String FILTER = """
            Conditions `field[operator]:value`; a comma is AND, `or(…)` is OR, several values stand in parentheses, text \
            stands in double quotes. `neq` and `nin` hold for what has no value, too. A date that is compared with a time \
            means the whole day (`eq` has it, `lte` and `between` all of the last one, `gt` begins behind it)\s""";
    private static final String YOUR_DAY = """
            where you are: in the zone of your profile, else in the organization's, else in UTC.""";
    private static final String PLATFORMS_DAY = "in UTC.";

    private ListParameters() {}

    static void addTo(Operation operation, Endpoint endpoint, Listings listings) {
        if (endpoint.takes(ListRequest.class)) {
            var listing = listings.of(endpoint);
            addPaging(operation);
            operation.addParametersItem(SharedComponents.query("sort", sort(listing), SharedComponents.text()));
            addSelection(operation, listing, endpoint);
        } else if (endpoint.takes(Selection.class)) {
            var listing = listings.behind(endpoint);
            Optional.ofNullable(operation.getParameters())
                    .stream()
                    .flatMap(List::stream)
                    .filter(parameter -> "sort".equals(parameter.getName()))
                    .forEach(parameter -> parameter.setDescription(sort(listing)));
            addSelection(operation, listing, endpoint);
        } else if (endpoint.takes(PageRequest.class)) {
            addPaging(operation);
        }
    }

    private static void addPaging(Operation operation) {
        operation.addParametersItem(SharedComponents.parameter("Limit"));
        operation.addParametersItem(SharedComponents.parameter("After"));
        operation.addParametersItem(SharedComponents.parameter("Total"));
    }

    private static void addSelection(Operation operation, ListDefinition<?> listing, Endpoint endpoint) {
        var day = endpoint.path().startsWith("/admin/") ? PLATFORMS_DAY : YOUR_DAY;
        operation.addParametersItem(
                SharedComponents.query("filter", FILTER + day + fields(listing), SharedComponents.text()));
        if (listing.search() != null) {
            operation.addParametersItem(
                    SharedComponents.query("q", "Text to search for, in " + listing.searched() + WORDS,
                            SharedComponents.text().maxLength(200)));
        }
    }

    private static String sort(ListDefinition<?> listing) {
        return "The order: up to five fields, each descending with a minus before it. `" + listing.sort()
                + "` unless told otherwise. Fields: "
                + listing.fields()
                        .values()
                        .stream()
                        .filter(Field::isSortable)
                        .map(field -> "`" + field.name() + "`")
                        .collect(Collectors.joining(", "));
    }

    private static String fields(ListDefinition<?> listing) {
        return "\n\n| Field | Operators |\n|---|---|\n"
                + listing.fields().values().stream().map(ListParameters::row).collect(Collectors.joining("\n"));
    }

    private static String row(Field field) {
        return "| `" + field.name() + "` | "
                + field.operators().stream().sorted().map(name -> "`" + name + "`").collect(Collectors.joining(" "))
                + " |";
    }
}
