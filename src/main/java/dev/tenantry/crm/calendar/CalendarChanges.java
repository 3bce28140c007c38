package dev.tenantry.crm.calendar;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells of each event that is written, whoever changes it. Whoever follows is there later than what listens to entities. */
@Component
class CalendarChanges {

    private final ObjectProvider<CalendarFollower> followers;

    CalendarChanges(ObjectProvider<CalendarFollower> followers) {
        this.followers = followers;
    }

    @PostPersist
    @PostUpdate
    @PostRemove
    void written(CalendarEvent event) {
        var owner = event.getOwnerId();
        if (owner != null) {
            followers.orderedStream().forEach(follower -> follower.changed(owner));
        }
    }
}
