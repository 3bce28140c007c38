package dev.tenantry.automation.run.pause;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Unmetered;

@RestController
@RequestMapping("/api/v1/organization/automation-pause")
class AutomationPauseController {

    private final Pauses pauses;

    AutomationPauseController(Pauses pauses) {
        this.pauses = pauses;
    }

    @GetMapping
    @RequiresPermission("organization:read")
    AutomationPauseResponse get() {
        return pauses.current();
    }

    /** Has no run of the organization begin another step; what is under way ends, new ones are queued. */
    @PutMapping
    @Unmetered
    @RequiresPermission({"organization:update", "organization:read"})
    @NotImpersonated
    AutomationPauseResponse pause() {
        return pauses.pause();
    }

    /** Has the organization's runs go on, but for those that are paused themselves or by their workflow. */
    @DeleteMapping
    @RequiresPermission({"organization:update", "organization:read"})
    @NotImpersonated
    AutomationPauseResponse resume() {
        return pauses.resume();
    }
}
