package dev.tenantry.shared.record;

import java.time.Clock;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.text.Folding;
import dev.tenantry.shared.web.MergePatch;

/** What every {@link RecordService} works with. */
@Component
public record RecordKernel(
        EntityManager entities,
        ListQuery lists,
        Folding folding,
        MergePatch patches,
        JsonMapper json,
        Clock clock,
        Purges purges,
        Links links,
        SavedViews views,
        RecordPermissions permissions,
        RecordExports exports,
        KeptApart apart,
        DomainEvents events) {}
