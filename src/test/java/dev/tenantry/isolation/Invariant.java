package dev.tenantry.isolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Something that is true of the whole catalog: a query that returns what contradicts it.
 *
 * @param name the fact
 */
record Invariant(String name, String query) {

    /** All of them; each is a file, so that a further one is a further file. */
    static List<Invariant> all() {
        try {
            return Arrays.stream(
                    new PathMatchingResourcePatternResolver().getResources("classpath:isolation/catalog/*.sql"))
                    .map(file -> new Invariant(String.valueOf(file.getFilename()).replace(".sql", ""), content(file)))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Invariant named(String name) {
        return all().stream().filter(invariant -> invariant.name.equals(name)).findFirst().orElseThrow();
    }

    /** Defines what the queries speak of, for this session. */
    static void defineTerms(Sql sql) {
        sql.run(content(new PathMatchingResourcePatternResolver().getResource("classpath:isolation/terms.sql")));
    }

    List<String> violations(Sql sql) {
        return sql.texts(query);
    }

    @Override
    public String toString() {
        return name;
    }

    private static String content(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
