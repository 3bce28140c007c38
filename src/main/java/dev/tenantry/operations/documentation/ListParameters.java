package dev.tenantry.operations.documentation;

import java.util.stream.Collectors;

import io.swagger.v3.oas.models.Operation;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.listing.Listing;

/** What a list can be asked. */
final class ListParameters {

    private static final String FILTER = """
            Conditions `field[operator]:value`; a comma is AND, `or(…)` is OR, several values stand in parentheses, text \
            stands in double quotes.""";

    private ListParameters() {}

    static void addTo(Operation operation, @Nullable Listing<?> listing) {
        operation.addParametersItem(SharedComponents.parameter("Limit"));
        operation.addParametersItem(SharedComponents.parameter("After"));
        operation.addParametersItem(SharedComponents.query("sort",
                "The order: up to five fields, each descending with a minus before it." + sort(listing),
                SharedComponents.text()));
        operation.addParametersItem(
                SharedComponents.query("filter", FILTER + fields(listing), SharedComponents.text()));
        if (listing == null || listing.search() != null) {
            operation.addParametersItem(
                    SharedComponents.query("q", "Text to search for", SharedComponents.text().maxLength(200)));
        }
        operation.addParametersItem(SharedComponents.parameter("Total"));
    }

    private static String sort(@Nullable Listing<?> listing) {
        return listing == null
                ? ""
                : " `" + listing.sort() + "` unless told otherwise. Fields: "
                        + listing.fields()
                                .keySet()
                                .stream()
                                .map(name -> "`" + name + "`")
                                .collect(
                                        Collectors.joining(", "));
    }

    private static String fields(@Nullable Listing<?> listing) {
        return listing == null
                ? ""
                : "\n\n| Field | Operators |\n|---|---|\n" + listing.fields()
                        .values()
                        .stream()
                        .map(ListParameters::row)
                        .collect(Collectors.joining("\n"));
    }

    private static String row(Field field) {
        return "| `" + field.name() + "` | "
                + field.operators().stream().sorted().map(name -> "`" + name + "`").collect(Collectors.joining(" "))
                + " |";
    }
}
