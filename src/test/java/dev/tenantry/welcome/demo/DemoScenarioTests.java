package dev.tenantry.welcome.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.tenantry.welcome.demo.ScenarioEvent.Added;
import dev.tenantry.welcome.demo.ScenarioEvent.Moved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

/** What the generator of the demo tells. */
class DemoScenarioTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 14);

    private final List<ScenarioEvent> story = DemoScenario.until(TODAY);

    @Test
    void isTheSameEveryTime() {
        assertThat(DemoScenario.until(TODAY)).isEqualTo(story);
    }

    @Test
    void isTheSameOnAnotherDayButForTheDates() {
        assertThat(DemoScenario.until(TODAY.plusDays(400))).extracting(ScenarioEvent::key, ScenarioEvent::getClass)
                .isEqualTo(story.stream()
                        .map(happening -> tuple(happening.key(), happening.getClass()))
                        .toList());
        assertThat(DemoScenario.until(TODAY.plusDays(400)).getFirst().at())
                .isEqualTo(story.getFirst().at().plus(Duration.ofDays(400)));
    }

    @Test
    void hasACompanysWorthOfRecords() {
        var byType = story.stream()
                .filter(Added.class::isInstance)
                .collect(Collectors.groupingBy(added -> ScenarioEvent.type(added.key()), Collectors.counting()));

        assertThat(byType).containsOnly(entry("company", 25L),
                entry("contact", 120L),
                entry("opportunity", 150L),
                entry("task", 60L), entry("note", 45L));
    }

    @Test
    void endsBeforeTodayAndSpeaksOfNothingThatIsYetToCome() {
        var known = new HashSet<>(List.of(DemoScenario.OWNER));

        for (var happening : story) {
            assertThat(happening.at()).isBeforeOrEqualTo(TODAY.atStartOfDay().toInstant(ZoneOffset.UTC));
            if (happening instanceof Added added) {
                assertThat(known).containsAll(added.references().values());
                known.add(added.key());
            } else {
                assertThat(known).contains(happening.key());
            }
        }
    }

    @Test
    void leavesDealsInEveryStage() {
        var ends = story.stream()
                .filter(Moved.class::isInstance)
                .map(Moved.class::cast)
                .collect(Collectors.toMap(Moved::key, Moved::stage, (_, later) -> later));
        var byStage = ends.values().stream().collect(Collectors.groupingBy(stage -> stage, Collectors.counting()));

        assertThat(byStage.keySet()).containsExactlyInAnyOrder("Engaging", "Won", "Lost");
        assertThat(byStage.values()).allMatch(count -> count >= 20);
        assertThat(ends).hasSizeBetween(120, 145);
    }
}
