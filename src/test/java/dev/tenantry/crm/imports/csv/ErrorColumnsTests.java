package dev.tenantry.crm.imports.csv;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorColumnsTests {

    @Test
    void columnsOfErrorsStandAroundThoseOfTheFile() {
        var once = ErrorColumns.around(List.of("name", "code", "line"));
        var again = ErrorColumns.around(once);

        assertThat(once).containsExactly("import-line", "name", "code", "line", "field", "import-code", "message");
        assertThat(again).isEqualTo(once);
        assertThat(ErrorColumns.within(once, List.of("4", "Ada", "c", "l", "f", "c", "m", "too", "many")))
                .containsExactly("Ada", "c", "l", "too", "many");
        assertThat(ErrorColumns.within(once, List.of("4", "Ada"))).containsExactly("Ada");
    }
}
