package dev.tenantry.automation.run.migration;

import java.util.UUID;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;

@RestController
@RequestMapping("/api/v1/workflows/{id}/versions/{number}/migrations")
@Resource("workflows")
class RunMigrationController {

    private final RunMigrations migrations;

    RunMigrationController(RunMigrations migrations) {
        this.migrations = migrations;
    }

    /**
     * Has the runs that have not ended go on by the current version, with the rights of whoever put that into force: those that have not
     * begun, and those to whom every step that they have come to is there, of the same id and type, wherever it stands by now; steps within steps
     * likewise. What that version has before it besides they do not carry out: it is told of how many. A step that waits goes on waiting as it began. Of the others it is told why they stay. Up to
     * 5,000 at a time, and fewer where they have begun many steps within steps. The caller and whoever put the version into
     * force need the right to read what the runs hold, which that version could tell to others.
     *
     * @param after  of the answer before, where that was not complete; absent: from the first one on
     * @param dryRun whether it is only to be told what would be
     */
    @PostMapping
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    MigrationResponse create(@PathVariable UUID id, @PathVariable int number,
            @RequestParam(defaultValue = "0") long after, @RequestParam(defaultValue = "false") boolean dryRun) {
        return migrations.migrate(id, number, after, dryRun);
    }
}
