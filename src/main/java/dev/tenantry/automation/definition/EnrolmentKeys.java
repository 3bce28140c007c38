package dev.tenantry.automation.definition;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.StringNode;

import dev.tenantry.automation.expression.Expressions;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.Texts;
import dev.tenantry.tenancy.Localizations;

/** What the keys of enrolments come to. */
@Component
public class EnrolmentKeys {

    private static final int LONGEST_SHOWN = 200;

    private final Vocabulary vocabulary;
    private final Localizations localizations;

    EnrolmentKeys(Vocabulary vocabulary, Localizations localizations) {
        this.vocabulary = vocabulary;
        this.localizations = localizations;
    }

    /**
     * In words by what starts count together, behind what is said of them; nothing where all of the workflow do.
     *
     * @param scope what the start was told; null where its value is not to be shown
     */
    public String told(Trigger trigger, Enrolment.Key key, @Nullable Scope scope) {
        if (key.text().isEmpty()) {
            return "";
        }
        return ", by " + key.text() + (scope == null
                ? ""
                : ", which is \"" + Texts.shown(of(trigger, key, scope), LONGEST_SHOWN) + "\"");
    }

    /**
     * The text that starts have in common which count together. What is too long to be put together, or comes to no answer, counts together: nobody
     * else's starts are to fail over it.
     *
     * @param trigger that asks for the start @param scope what it tells
     */
    public String of(Trigger trigger, Enrolment.Key key, Scope scope) {
        try {
            if (key.isExpression()) {
                return Expressions.key(key.text(), vocabulary.of(trigger)::rootType, scope::at,
                        () -> localizations.ofOrganization().zone());
            }
            var text = Template.fill(StringNode.valueOf(key.text()), scope);
            return text.isNull() ? "" : text.isContainer() ? text.toString() : text.asString();
        } catch (ProblemException _) {
            return "";
        }
    }
}
