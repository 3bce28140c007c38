package dev.tenantry.shared.template;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values for Mustache's templates: JSON and nothing else, so that no name leads to an object of ours. */
final class JsonCollector implements Mustache.Collector {

    private static final String ITSELF = ".";

    /** The values that everything begins with. */
    record Root(Rendering rendering) {

        Object get(String name) {
            var path = TextPlaces.unmarked(name);
            return new Value(rendering.to(TextPlaces.target(name, rendering.target())), path,
                    () -> rendering.values().apply(path));
        }
    }

    /**
     * A value.
     *
     * @param path   from the root
     * @param source asked where the value is needed: whatever fails while a name is looked up, Mustache tries again and hides
     */
    record Value(Rendering rendering, String path, Supplier<JsonNode> source) {

        /** Whether a section of it is there: not of what is missing, null, false or empty. */
        private boolean isThere() {
            var node = source.get();
            return !(node.isMissingNode() || node.isNull() || node.isBoolean() && !node.booleanValue()
                    || node.isString() && node.asString().isEmpty());
        }

        /** What the value does not have those around may have. */
        Object get(String stated) {
            var name = TextPlaces.unmarked(stated);
            var written = rendering.to(TextPlaces.target(stated, rendering.target()));
            if (name.equals(ITSELF)) {
                return new Value(written, path, source);
            }
            var names = name.split("\\.");
            var node = source.get();
            if (!node.has(names[0])) {
                return Template.NO_FETCHER_FOUND;
            }
            for (var one : names) {
                node = node.isArray() && one.length() < 10 && one.chars().allMatch(Character::isDigit)
                        ? node.path(Integer.parseInt(one))
                        : node.path(one);
            }
            return of(written, path + ITSELF + name, node);
        }

        private static Value of(Rendering rendering, String path, JsonNode node) {
            return new Value(rendering, path, () -> node);
        }

        Iterator<Value> items() {
            var node = source.get();
            if (!node.isArray()) {
                return isThere() ? Collections.singleton(this).iterator() : Collections.emptyIterator();
            }
            return new Iterator<>() {

                private int next;

                @Override
                public boolean hasNext() {
                    return next < node.size();
                }

                @Override
                public Value next() {
                    rendering.budget().spendItem();
                    return of(rendering, path + ITSELF + next, node.path(next++));
                }
            };
        }

        private String written() {
            return rendering.write(path, source.get());
        }
    }

    /** As it stands in the text; the place of an item is no value. */
    static String write(Object value) {
        return value instanceof Value one ? one.written() : value.toString();
    }

    @Override
    public @Nullable Iterator<?> toIterator(Object value) {
        return value instanceof Value one ? one.items() : null;
    }

    @Override
    public Mustache.VariableFetcher createFetcher(Object context, String name) {
        return (values, path) -> switch (values) {
            case Root root -> root.get(path);
            case Value value -> value.get(path);
            default -> Template.NO_FETCHER_FOUND;
        };
    }

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
        return new ConcurrentHashMap<>();
    }
}
