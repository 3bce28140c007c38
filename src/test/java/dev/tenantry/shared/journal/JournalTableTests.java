package dev.tenantry.shared.journal;

import org.junit.jupiter.api.Test;

import dev.tenantry.OurClasses;

import static org.assertj.core.api.Assertions.assertThat;

/** What every table has in common that transactions leave rows in beside their effect. */
class JournalTableTests {

    /** Who acts when the rows are written need not be who made the change: one transaction acts for several. */
    @Test
    void noneAsksWhoActsWhenItIsWritten() {
        var tables = OurClasses.ALL.stream()
                .filter(type -> type.isAssignableTo(JournalTable.class) && type.isEnum())
                .map(type -> (JournalTable<?>) type.reflect().getEnumConstants()[0])
                .toList();

        assertThat(tables).isNotEmpty()
                .allSatisfy(
                        table -> assertThat(table.insert()).doesNotContain("auth.uid()").doesNotContain("app.user_id"));
    }
}
