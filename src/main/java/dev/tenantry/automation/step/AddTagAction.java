package dev.tenantry.automation.step;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.RecordTags;

/** Puts a tag on a record of any kind, where it is perhaps already. */
@Component
class AddTagAction extends TagAction {

    AddTagAction(RecordSteps records, RecordTags tags) {
        super(records, tags, RecordTags.Change.ADD);
    }

    @Override
    public String type() {
        return "add_tag";
    }

    @Override
    String words() {
        return "put on";
    }
}
