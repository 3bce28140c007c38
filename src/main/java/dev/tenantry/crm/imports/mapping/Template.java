package dev.tenantry.crm.imports.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tenantry.crm.imports.csv.PlainText;

/** Text with places for columns. */
record Template(List<String> texts, List<String> columns) {

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");

    static Template parse(String text) {
        var texts = new ArrayList<String>();
        var columns = new ArrayList<String>();
        var place = PLACE.matcher(text);
        var end = 0;
        while (place.find()) {
            texts.add(text.substring(end, place.start()));
            columns.add(place.group(1));
            end = place.end();
        }
        texts.add(text.substring(end));
        return new Template(texts, columns);
    }

    /** Blank where all of its columns are; without the gaps that blank columns leave. Ends where it is longer than any field. */
    String fill(UnaryOperator<String> valueOfColumn) {
        // Once for each column, which may have hundreds of places and be long.
        var values = columns.stream().distinct().collect(Collectors.toMap(Function.identity(), valueOfColumn));
        if (!columns.isEmpty() && values.values().stream().allMatch(String::isBlank)) {
            return "";
        }
        var filled = new StringBuilder(texts.getFirst());
        for (var index = 0; index < columns.size() && filled.length() <= RowMapper.MAX_LENGTH; index++) {
            filled.append(values.get(columns.get(index))).append(texts.get(index + 1));
        }
        return PlainText.trim(filled.toString()).replaceAll("\\s{2,}", " ");
    }
}
