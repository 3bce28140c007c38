package dev.tenantry.crm.opportunity;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.OpportunityClosed;
import dev.tenantry.crm.OpportunityCreated;
import dev.tenantry.crm.OpportunityStageChanged;
import dev.tenantry.crm.OpportunityUpdated;
import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.crm.timeline.ActivityResponse;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.journal.FieldChange;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

/** What is told of deals: in events, on timelines and in the history of their stages. */
@Component
class OpportunityJournal {

    private static final String TYPE = "opportunity";

    private final StageHistory history;
    private final DomainEvents events;
    private final Timeline timeline;

    OpportunityJournal(StageHistory history, DomainEvents events, Timeline timeline) {
        this.history = history;
        this.events = events;
        this.timeline = timeline;
    }

    List<StageStayResponse> stages(Long id) {
        return history.of(id);
    }

    Page<ActivityResponse> timeline(Long id, ListRequest request) {
        return timeline.of(TYPE, id, request);
    }

    void created(Opportunity opportunity) {
        history.begin(opportunity);
        events.publish(new OpportunityCreated(opportunity.getId(), opportunity.getName(), opportunity.getStage(),
                opportunity.getStatus().toString(), opportunity.worth(), opportunity.getContactId(),
                opportunity.getCompanyId(), opportunity.getOwnerId()));
        tellOfEnd(opportunity, null);
        timeline.note("opportunity.created", opportunity.getId(),
                opportunity.getName() + " was added in " + opportunity.getStage(), subjects(opportunity));
    }

    void changed(Opportunity opportunity, Map<String, FieldChange> changes) {
        if (changes.containsKey("stage") || changes.containsKey("pipelineId")) {
            moved(opportunity, changes);
        }
        events.publish(new OpportunityUpdated(opportunity.getId(), opportunity.getName(), opportunity.getStage(),
                opportunity.getStatus().toString(), opportunity.worth(), opportunity.getContactId(),
                opportunity.getCompanyId(), opportunity.getOwnerId(), changes));
    }

    private void moved(Opportunity opportunity, Map<String, FieldChange> changes) {
        var stage = changes.get("stage");
        var from = stage == null ? opportunity.getStage() : stage.before().asString();
        history.move(opportunity);
        events.publish(new OpportunityStageChanged(opportunity.getId(), opportunity.getName(), from,
                opportunity.getStage(), opportunity.getStatus().toString(), opportunity.worth(),
                opportunity.getContactId(), opportunity.getCompanyId(), opportunity.getOwnerId(), changes));
        if (changes.containsKey("status")) {
            tellOfEnd(opportunity, from);
        }
        timeline.note("opportunity.stage-changed", opportunity.getId(),
                opportunity.getName() + " went from " + from + " to " + opportunity.getStage(),
                subjects(opportunity));
    }

    /** @param from the stage before; null where there is none */
    private void tellOfEnd(Opportunity opportunity, @Nullable String from) {
        if (opportunity.getStatus() != StageKind.OPEN) {
            events.publish(new OpportunityClosed(opportunity.getId(), opportunity.getName(), from,
                    opportunity.getStage(), opportunity.getStatus().toString(), opportunity.worth(),
                    opportunity.getContactId(), opportunity.getCompanyId(), opportunity.getOwnerId()));
        }
    }

    private static Subjects subjects(Opportunity opportunity) {
        return Subjects.of(TYPE, opportunity.getId())
                .and("contact", opportunity.getContactId())
                .and("company", opportunity.getCompanyId());
    }
}
