package dev.tenantry.automation.step;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.RecordTags;

/** Takes a tag off a record of any kind, where it is perhaps not. */
@Component
class RemoveTagAction extends TagAction {

    RemoveTagAction(RecordSteps records, RecordTags tags) {
        super(records, tags, RecordTags.Change.REMOVE);
    }

    @Override
    public String type() {
        return "remove_tag";
    }

    @Override
    String words() {
        return "taken off";
    }
}
