package dev.tenantry.support;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RotationTests {

    private final Map<String, String> classes = Rooms.classes();

    @Test
    void whatHasChangedIsTriedWholly() {
        var chosen = Rotation.chosen(classes, "crm/booking"::equals);

        assertThat(classes.values()).contains("crm/booking", "crm/calendar", "crm", "");
        assertThat(chosen).containsAll(named("crm/booking")).containsAll(named("isolation")).containsAll(named(""));
        if (!Sample.isWhole()) {
            assertThat(chosen).hasSizeLessThan(classes.size() / 2);
        }
    }

    @Test
    void whereNothingHasChangedAnEighthIsTriedOfWhatIsNotTriedAlways() {
        var some = new TreeMap<String, String>();
        for (var number = 0; number < 80; number++) {
            some.put("a" + number, "crm/booking");
        }

        assertThat(Rotation.chosen(some, _ -> false)).hasSize(Sample.part(80));
        assertThat(Rotation.chosen(some, _ -> true)).hasSize(80);
    }

    @Test
    void everyClassIsInARoomWhoseChangesAreNoticed() throws IOException {
        if (Boolean.getBoolean("tenantry.test.record")) {
            Rooms.record();
        }
        assertThat(classes).containsEntry("dev.tenantry.support.RotationTests", "support");
        assertThat(new Rooms().isChanged("crm/no-such-room")).isTrue();
    }

    private List<String> named(String room) {
        return classes.entrySet()
                .stream()
                .filter(entry -> entry.getValue().equals(room))
                .map(Map.Entry::getKey)
                .toList();
    }
}
