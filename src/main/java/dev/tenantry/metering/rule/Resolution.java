package dev.tenantry.metering.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.tenantry.metering.rule.EndpointPattern.Closeness;
import dev.tenantry.shared.limit.Work;

/**
 * Which of several rules a request falls under: for each scope one, the most specific. What is one organization's alone goes before what is everybody's,
 * then the pattern that means the endpoint more closely, then what is for the caller's role, then the name.
 */
public final class Resolution {

    private static final Comparator<Match> MOST_SPECIFIC = Comparator
            .comparing((Match match) -> match.rule.source() != Rule.Source.LIMIT)
            .thenComparing(Match::closeness)
            .thenComparing(match -> match.rule.role() == null)
            .thenComparing(match -> match.rule.source())
            .thenComparing(match -> match.rule.name());

    private record Match(Rule rule, Closeness closeness) {}

    private Resolution() {}

    /** @param rules those that are for the caller */
    public static List<Rule> of(List<Rule> rules, Route route) {
        var chosen = new ArrayList<Rule>();
        for (var scope : Scope.values()) {
            rules.stream()
                    .filter(rule -> rule.scope() == scope)
                    .flatMap(rule -> rule.pattern()
                            .closeness(route)
                            .map(closeness -> new Match(rule, closeness))
                            .stream())
                    .min(MOST_SPECIFIC)
                    .ifPresent(match -> chosen.add(match.rule));
        }
        return List.copyOf(chosen);
    }

    /** Of work, which is the organization's: what is for a role is not for it. */
    public static Optional<Rule> of(List<Rule> rules, Work work) {
        return rules.stream()
                .filter(rule -> rule.scope() == Scope.ORGANIZATION && rule.role() == null
                        && rule.pattern().covers(work))
                .min(Comparator.comparing(Rule::source).thenComparing(Rule::name));
    }

}
