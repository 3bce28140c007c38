package dev.tenantry.automation.email;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.definition.Template;

/** The organization's templates, as steps that send mail name them. */
public interface EmailTemplates {

    /** What marketing mails name: where their receivers unsubscribe. Whoever sends the mail does not state it. */
    String UNSUBSCRIBE_URL = "unsubscribe.url";

    /** As it is now. */
    default Optional<Text> find(String name) {
        return Optional.ofNullable(all(Set.of(name)).get(name));
    }

    /** As they are now, by their names; without those that there are not. */
    Map<String, Text> all(Set<String> names);

    /** What the templates are called, in order: the first of them, to tell a person what there is. */
    List<String> names();

    /**
     * Texts with placeholders that are names of values, {@code {{customer}}}: who sends the mail states these. Within sections there are the names of
     * what their items have, besides.
     *
     * @param html null: it is plain text
     */
    record Text(String subject, String body, @Nullable String html) {

        /** The names of the values that it takes, in order: those outside of sections. */
        public Set<String> placeholders() {
            var names = outerPaths();
            names.remove(UNSUBSCRIBE_URL);
            return names;
        }

        /** Whether it is for marketing alone. */
        public boolean hasUnsubscribeUrl() {
            return outerPaths().contains(UNSUBSCRIBE_URL);
        }

        private Set<String> outerPaths() {
            var names = new TreeSet<>(Template.outerPaths(subject));
            names.addAll(Template.outerPaths(body));
            if (html != null) {
                names.addAll(Template.outerPaths(html));
            }
            return names;
        }
    }
}
