package dev.tenantry.shared.template;

import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import org.jspecify.annotations.Nullable;

/**
 * A text in Mustache, without what leads out of it: {@code {{contact.name}}} is a value, {@code {{#trigger.items}}…{{/trigger.items}}} is there for each
 * item or where there is a value, {@code {{^…}}} where there is none, {@code {{! … }}} is a remark. Within a section {@code {{.}}} is the item, whose own
 * names come before those around, and {@code {{-index}}}, {@code {{-first}}} and {@code {{-last}}} tell its place, counted from 1. What a value says is not
 * looked at again.
 */
public final class TextTemplate {

    /** Of all that are kept, in characters. */
    private static final int MOST_KEPT = 2_000_000;
    private static final Mustache.Compiler MUSTACHE = Mustache.compiler()
            .escapeHTML(false)
            .withFormatter(JsonCollector::write)
            .withCollector(new JsonCollector());
    private static final LoadingCache<String, TextTemplate> KEPT = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((String text, TextTemplate _) -> 1 + text.length())
            .build(TextTemplate::new);

    private final String text;
    private final List<Tag> tags;
    private final Map<TextTarget, Template> compiled = new ConcurrentHashMap<>();

    private TextTemplate(String text) {
        this.text = text;
        this.tags = List.copyOf(Tags.of(text));
    }

    /** Whatever the text is: what is wrong with it is asked by {@link #fault}. */
    public static TextTemplate of(String text) {
        return KEPT.get(text);
    }

    /** Whether what the text says is only known when it is filled in. */
    public static boolean isOpen(String text) {
        return text.contains(Tags.START);
    }

    /** What is wrong with it, and where; null where nothing is. */
    public @Nullable String fault(TemplateNames names) {
        return Tags.fault(tags, names);
    }

    /** Whether it has values alone, neither sections nor remarks. */
    public boolean isFlat() {
        return tags.stream().allMatch(tag -> tag.kind() == Tag.Kind.VARIABLE);
    }

    /** What it names, as it is written: within a section that may be the item's. */
    public Set<String> names() {
        return names(Integer.MAX_VALUE);
    }

    /** What it names outside of sections, which are among it. */
    public Set<String> outerNames() {
        return names(0);
    }

    private Set<String> names(int deepest) {
        var names = new LinkedHashSet<String>();
        var depth = 0;
        for (var tag : tags) {
            if (tag.isNaming() && depth <= deepest) {
                names.add(tag.name());
            }
            depth += tag.isOpening() ? 1 : tag.kind() == Tag.Kind.END ? -1 : 0;
        }
        return names;
    }

    /** What stands in it whatever the values are: not what stands in sections, nor blanks beside them, which may go with them. */
    public String fixed() {
        var fixed = new StringBuilder();
        var from = 0;
        var depth = 0;
        for (var tag : tags) {
            if (depth == 0) {
                fixed.append(piece(from, tag.start()));
            }
            depth += tag.isOpening() ? 1 : tag.kind() == Tag.Kind.END ? -1 : 0;
            from = tag.end() == Tag.OPEN ? text.length() : tag.end();
        }
        return fixed.append(piece(from, text.length())).toString();
    }

    private String piece(int from, int to) {
        var piece = text.substring(from, to);
        return isFlat() ? piece : piece.strip();
    }

    /** The name that is all of the text, {@code {{contact.id}}}; null where there is more to it. */
    public @Nullable String whole() {
        if (tags.size() != 1) {
            return null;
        }
        var tag = tags.getFirst();
        return tag.kind() == Tag.Kind.VARIABLE && tag.start() == 0 && tag.end() == text.length() ? tag.name() : null;
    }

    /** The text with its values. @throws dev.tenantry.shared.problem.ProblemException where that is too much */
    public String fill(Rendering rendering) {
        var filled = new Filled(rendering.budget());
        compiled(rendering.target()).execute(new JsonCollector.Root(rendering), filled);
        return filled.text.toString();
    }

    private Template compiled(TextTarget target) {
        return compiled.computeIfAbsent(target, to -> MUSTACHE.compile(TextPlaces.marked(text, tags, to)));
    }

    /** What has been written so far, which has an end: Mustache knows none. */
    private static final class Filled extends Writer {

        private final StringBuilder text = new StringBuilder();
        private final TemplateBudget budget;

        Filled(TemplateBudget budget) {
            this.budget = budget;
        }

        @Override
        public void write(char[] characters, int from, int length) {
            budget.spend(length);
            text.append(characters, from, length);
        }

        @Override
        public void write(String characters, int from, int length) {
            budget.spend(length);
            text.append(characters, from, from + length);
        }

        @Override
        public void flush() {
            // there is nothing to wait for
        }

        @Override
        public void close() {
            // there is nothing to close
        }
    }
}
