package dev.tenantry.notification.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tenantry.notification.Channel;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.template.TextTemplate;

/**
 * Whether a text can do what its template is for. A link or a code that lets its reader in stands alone: inside another address
 * it would be told to whoever that one belongs to.
 */
final class TextRules {

    /** Those of all templates, whichever this is. */
    private static final List<String> SECRETS = Arrays.stream(TemplateName.values())
            .flatMap(name -> name.secrets().stream())
            .distinct()
            .toList();
    private static final Pattern SECRET = Pattern.compile("\\{\\{\\s*(" + String.join("|", SECRETS) + ")\\s*}}");
    private static final Pattern IN_BRACES = Pattern.compile("\\{\\{[^{}]*}}");
    private static final Pattern WHITE_SPACE = Pattern.compile("[ \\t\\r\\n]+");

    /** By what an address is known, or goes on: in full width as well, which some programs take for the same. */
    private static final Pattern ADDRESS = Pattern.compile("[./\\\\?#&%@{}．／？＃＆％＠]");
    private static final Pattern CONTINUED = Pattern
            .compile("[/\\\\?#&%@={}．／＠][^\\s]|[.:][\\p{L}\\p{N}]|[/\\\\#&%@=]$");

    private TextRules() {}

    /** @param subject blank for an SMS @return what is wrong, told by its field */
    static List<FieldError> faults(TemplateName name, String subject, String body) {
        var faults = new ArrayList<FieldError>();
        if (name.channel() == Channel.EMAIL && subject.isEmpty()) {
            faults.add(new FieldError("subject", "required", "a mail needs a subject"));
        }
        addFaults(faults, "subject", subject, name);
        addFaults(faults, "body", body, name);
        var needed = name.secrets();
        if (!needed.isEmpty() && SECRET.matcher(body)
                .results()
                .noneMatch(found -> needed.contains(found.group(1)))) {
            faults.add(new FieldError("body", "missing-placeholder",
                    "whoever reads it needs " + listed(needed, " or ") + ", and nothing else tells it"));
        }
        return faults;
    }

    private static void addFaults(List<FieldError> faults, String field, String text, TemplateName name) {
        var template = TextTemplate.of(text);
        template.names()
                .stream()
                .filter(unknown -> !name.placeholders().contains(unknown))
                .forEach(unknown -> faults.add(new FieldError(field, "unknown-placeholder",
                        "{{%s}} is not one of %s".formatted(unknown, listed(name.placeholders(), ", ")))));
        if (isUnclosed(text)) {
            faults.add(new FieldError(field, "unclosed-placeholder", "braces open and close in pairs: {{email}}"));
        } else if (!template.isFlat()) {
            var fault = name.secrets().isEmpty()
                    ? template.fault(_ -> null)
                    // What is not shown takes the space around it along, and with it what keeps an address from going on.
                    : "a text that lets its reader in has neither sections nor comments";
            if (fault != null) {
                faults.add(new FieldError(field, "invalid-template", fault));
            }
        }
        if (SECRET.matcher(text).results().anyMatch(found -> isWithinAddress(found, text))) {
            faults.add(new FieldError(field, "within-address",
                    listed(SECRETS, " and ")
                            + " stand alone, with space around them, and are no part of another address"));
        }
    }

    /** Whether there are braces that begin no placeholder, or end none. */
    private static boolean isUnclosed(String text) {
        var rest = IN_BRACES.matcher(text).replaceAll("");
        return rest.contains("{{") || rest.contains("}}");
    }

    private static boolean isWithinAddress(MatchResult placeholder, String text) {
        var before = text.substring(0, placeholder.start());
        var after = WHITE_SPACE.split(text.substring(placeholder.end()), 2)[0];
        return ADDRESS.matcher(lastWord(before)).find() || isInBrackets(before) || CONTINUED.matcher(after).find();
    }

    private static String lastWord(String text) {
        for (var at = text.length(); at > 0; at--) {
            if (WHITE_SPACE.matcher(text.substring(at - 1, at)).matches()) {
                return text.substring(at);
            }
        }
        return text;
    }

    /** In angle brackets an address goes on over the end of a line. */
    private static boolean isInBrackets(String before) {
        var open = before.lastIndexOf('<');
        if (open <= before.lastIndexOf('>')) {
            return false;
        }
        return ADDRESS.matcher(WHITE_SPACE.split(before.substring(open + 1).stripLeading(), 2)[0]).find();
    }

    private static String listed(List<String> names, String separator) {
        return names.stream().map("{{%s}}"::formatted).collect(Collectors.joining(separator));
    }
}
