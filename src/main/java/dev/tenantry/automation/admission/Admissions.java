package dev.tenantry.automation.admission;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.admission.Decision.Stage;
import dev.tenantry.automation.admission.Decision.TurnedAway;
import dev.tenantry.automation.admission.Decision.Verdict;
import dev.tenantry.shared.work.Tickets;

/**
 * Decides which of the starts that are asked for there are to be. Whoever asks has the workflows locked until the end of the
 * transaction that writes what was decided: of one workflow's starts one after the other is decided about, on all instances, so
 * that no rule lets in one too many.
 */
@Component
public class Admissions {

    /** Who looks at what waits, as tickets name it. */
    public static final String QUEUE = "admissions";

    private static final Duration A_WHILE = Duration.ofSeconds(1);

    private final AdmissionStore store;
    private final AdmissionLog log;
    private final PastRuns runs;
    private final Keys keys;
    private final Tickets tickets;
    private final Clock clock;

    Admissions(AdmissionStore store, AdmissionLog log, PastRuns runs, Keys keys, Tickets tickets, Clock clock) {
        this.keys = keys;
        this.store = store;
        this.log = log;
        this.runs = runs;
        this.tickets = tickets;
        this.clock = clock;
    }

    /**
     * In the order in which they were asked for. What starts nothing is recorded.
     *
     * @return of each what becomes of it
     */
    public List<Decision> decide(List<Candidate> candidates) {
        var round = new AdmissionRound(candidates, store, runs, keys, clock.instant());
        var decisions = round.decide();
        var entries = log.begin();
        for (var place = 0; place < candidates.size(); place++) {
            if (decisions.get(place) instanceof TurnedAway turnedAway) {
                entries.add(candidates.get(place), turnedAway);
            }
        }
        round.superseded()
                .forEach(one -> entries.addSuperseded(one.by(), one.eventId(), new TurnedAway(Stage.DEBOUNCE,
                        Verdict.SUPERSEDED, "a later event of its key came before the quiet period was over")));
        entries.write();
        var debounced = round.untilDebounced();
        if (debounced != null) {
            tickets.add(QUEUE, debounced);
        }
        if (decisions.stream().anyMatch(one -> one instanceof Decision.Starts starts && starts.isWaiting())) {
            tickets.add(QUEUE, A_WHILE);
        }
        return decisions;
    }

    /** What the runs that have places are known by, or wait for one, that count together with it. Its enrolment has such a rule. */
    public String slotKey(Candidate candidate) {
        return keys.slot(candidate);
    }

    /** What is debounced and starts nothing. It is recorded. @param met by which event the goal of each has been */
    public void turnAway(Map<Candidate, Long> met) {
        var entries = log.begin();
        met.forEach((candidate, event) -> entries.add(candidate, new TurnedAway(Stage.DEBOUNCE, Verdict.GOAL_MET,
                "its goal was met by event " + event + " before the quiet period was over")));
        entries.write();
    }

    /** Likewise, as its workflow does not start by it any more. It is recorded. @param unarmed of each why */
    public void turnAwayUnarmed(Map<Candidate, String> unarmed) {
        var entries = log.begin();
        unarmed.forEach((candidate, reason) -> entries.add(candidate,
                new TurnedAway(Stage.DEBOUNCE, Verdict.DEACTIVATED, reason)));
        entries.write();
    }
}
