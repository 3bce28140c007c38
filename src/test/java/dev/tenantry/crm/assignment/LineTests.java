package dev.tenantry.crm.assignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Turns are fair, whoever comes and goes. */
class LineTests {

    private static final int COURSES = 2000;
    private static final List<Integer> WEIGHTS = List.of(1, 1, 1, 2, 3, 10);

    /** Members who come and go, and what two each have been given since both are there. */
    private static final class Course {

        private final List<Candidate> members = new ArrayList<>();
        private final long[][][] since;

        Course(Random random) {
            var count = 2 + random.nextInt(5);
            var isOfOneWeight = random.nextBoolean();
            since = new long[count][count][2];
            for (var index = 0; index < count; index++) {
                members.add(new Candidate(new UUID(0, index),
                        isOfOneWeight ? 1 : WEIGHTS.get(random.nextInt(WEIGHTS.size())), Candidate.NEVER, 0, 0, 0,
                        CandidateState.AVAILABLE));
            }
        }

        void comeOrGo(int who) {
            var one = members.get(who);
            members.set(who, new Candidate(one.memberId(), one.weight(), one.began(), one.ended(), one.given(), 0,
                    one.isAvailable() ? CandidateState.ABSENT : CandidateState.AVAILABLE));
            for (var other = 0; other < members.size(); other++) {
                since[who][other] = new long[2];
                since[other][who] = new long[2];
            }
        }

        void give() {
            var line = Line.of(members);
            line.brought().forEach(this::put);
            line.next(Set.of()).ifPresent(next -> {
                put(new Candidate(next.memberId(), next.weight(), next.ended(), next.ended() + next.length(),
                        next.given() + 1, 0, next.state()));
                count((int) next.memberId().getLeastSignificantBits());
            });
        }

        private void put(Candidate one) {
            members.set((int) one.memberId().getLeastSignificantBits(), one);
        }

        private void count(int who) {
            for (var other = 0; other < members.size(); other++) {
                if (other != who && members.get(other).isAvailable()) {
                    since[who][other][0]++;
                    since[other][who][1]++;
                }
            }
        }

        boolean isFair() {
            return IntStream.range(0, members.size())
                    .allMatch(one -> IntStream.range(0, members.size())
                            .filter(other -> members.get(one).weight() == members.get(other).weight())
                            .allMatch(other -> Math.abs(since[one][other][0] - since[one][other][1]) <= 1));
        }
    }

    @Test
    void nobodyOfOneWeightGetsMoreThanOneMoreWhileBothAreThere() {
        for (var seed = 0; seed < COURSES; seed++) {
            var random = new Random(seed);
            var course = new Course(random);
            for (var step = 0; step < 200; step++) {
                if (random.nextInt(5) == 0) {
                    course.comeOrGo(random.nextInt(course.members.size()));
                }
                course.give();
                assertThat(course.isFair()).as("course %d, step %d", seed, step).isTrue();
            }
        }
    }
}
