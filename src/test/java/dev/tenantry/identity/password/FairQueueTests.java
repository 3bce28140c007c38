package dev.tenantry.identity.password;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FairQueueTests {

    private final FairQueue queue = new FairQueue();
    private final List<String> done = new ArrayList<>();

    @Test
    void letsSourcesTakeTurnsHoweverMuchOneOfThemBrings() throws InterruptedException {
        IntStream.range(0, 10).forEach(_ -> bring("flood"));
        bring("one");
        bring("two");
        bring("one");

        for (var work = 0; work < 13; work++) {
            queue.take().run();
        }

        assertThat(done).startsWith("flood", "one", "two", "flood", "one", "flood").hasSize(13);
    }

    @Test
    void takesNoMoreOfOneSourceThanItsShareAndStillOfOthers() throws InterruptedException {
        IntStream.range(0, FairQueue.MOST_OF_ONE)
                .forEach(_ -> assertThat(bring("flood")).isEqualTo(FairQueue.Offer.TAKEN));

        assertThat(bring("flood")).isEqualTo(FairQueue.Offer.SOURCE_FULL);
        assertThat(bring("another")).isEqualTo(FairQueue.Offer.TAKEN);
        queue.take().run();
        assertThat(bring("flood")).isEqualTo(FairQueue.Offer.TAKEN);
    }

    @Test
    void isBoundedWhateverTheNumberOfSources() {
        IntStream.range(0, 1000)
                .forEach(number -> assertThat(bring("source " + number)).isEqualTo(FairQueue.Offer.TAKEN));

        assertThat(bring("one more")).isEqualTo(FairQueue.Offer.FULL);
    }

    private FairQueue.Offer bring(String source) {
        return queue.offer(source, () -> done.add(source));
    }
}
