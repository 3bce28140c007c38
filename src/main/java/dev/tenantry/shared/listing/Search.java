package dev.tenantry.shared.listing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tenantry.shared.problem.ProblemException;

/**
 * Text search as a condition of a list: the rows that contain all words, a phrase in quotation marks among them, and none of those behind a
 * minus; where there are none, and neither is stated, those with similar ones.
 * What is rare the index finds, beyond row security, in a function of the database. What many rows have is quicker found
 * on the way through the list, where it is a condition like any other. Either way it holds for every row.
 */
final class Search {

    private static final int MAX_LENGTH = 200;
    /** Of more matches the function does not tell. */
    private static final int FEW = 1000;
    private static final String WORDS = "app.search_words(:text) as words, app.search_words(:text, false) as unwanted";

    private final JdbcClient jdbc;

    Search(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param ids null where there are many */
    private record Found(String[] words, String[] unwanted, Long @Nullable [] ids) {}

    /** The condition, in HQL. */
    String condition(ListDefinition<?> listing, UUID organization, String text, Conditions conditions) {
        if (listing.search() == null) {
            throw ProblemException.unknown("q", "this list cannot be searched");
        }
        refuseLong(text);
        var found = listing.search().equals(ListDefinition.IN_PLACE)
                ? words(text)
                : find(listing.search(), organization, text);
        if (found.ids != null) {
            return "is_any(e.id, " + conditions.parameter(found.ids) + ")";
        }
        // Nothing that the planner takes for rare: it would read all rows and sort them.
        return Stream.concat(Arrays.stream(found.words).map(word -> position(word, conditions) + " > 0"),
                Arrays.stream(found.unwanted).map(word -> position(word, conditions) + " = 0"))
                .collect(Collectors.collectingAndThen(Collectors.joining(" and "),
                        all -> all.isEmpty() ? "1 = 0" : all));
    }

    private static String position(String word, Conditions conditions) {
        return "position(" + conditions.parameter(word) + " in column(e.search_text as String))";
    }

    private Found words(String text) {
        return jdbc.sql("select " + WORDS + ", null::bigint[] as ids")
                .param("text", text)
                .query((row, _) -> found(row))
                .single();
    }

    /** The function's name is a constant of the listing. */
    private Found find(String function, UUID organization, String text) {
        return jdbc.sql("select " + WORDS + ", f.ids from " + function + "(:organization, :text, :few) f")
                .param("text", text)
                .param("organization", organization)
                .param("few", FEW)
                .query((row, _) -> found(row))
                .single();
    }

    private static Found found(ResultSet row) throws SQLException {
        var ids = row.getArray("ids");
        return new Found((String[]) row.getArray("words").getArray(), (String[]) row.getArray("unwanted").getArray(),
                ids == null ? null : (Long[]) ids.getArray());
    }

    static void refuseLong(String text) {
        if (text.length() > MAX_LENGTH) {
            throw ProblemException.malformed("q", "it may have " + MAX_LENGTH + " characters");
        }
    }
}
