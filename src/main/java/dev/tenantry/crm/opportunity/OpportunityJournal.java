package dev.tenantry.crm.opportunity;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.timeline.ActivityResponse;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

/** What is told of deals on timelines and in the history of their stages. */
@Component
class OpportunityJournal {

    private static final String TYPE = "opportunity";

    private final StageHistory history;
    private final Timeline timeline;

    OpportunityJournal(StageHistory history, Timeline timeline) {
        this.history = history;
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
        timeline.note("opportunity.created", opportunity.getId(),
                opportunity.getName() + " was added in " + opportunity.getStage(), subjects(opportunity));
    }

    /** @param from the stage before */
    void moved(Opportunity opportunity, String from) {
        history.move(opportunity);
        timeline.note("opportunity.stage-changed", opportunity.getId(),
                opportunity.getName() + " went from " + from + " to " + opportunity.getStage(),
                subjects(opportunity));
    }

    private static Subjects subjects(Opportunity opportunity) {
        return Subjects.of(TYPE, opportunity.getId())
                .and("contact", opportunity.getContactId())
                .and("company", opportunity.getCompanyId());
    }
}
