package dev.tenantry.crm.follower;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

import dev.tenantry.crm.tag.TaggedController;
import dev.tenantry.crm.tag.TagsOfRecords;
import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.web.Versioned;

/** The endpoints of records that members can follow. Whoever sees one may follow it. */
public abstract class FollowedController<Q extends Record, R extends Versioned> extends TaggedController<Q, R> {

    private final FollowedService<?, Q, R> records;
    private final Followers followers;

    protected FollowedController(FollowedService<?, Q, R> records, Batches batches, TagsOfRecords tags,
            Followers followers) {
        super(records, batches, tags);
        this.records = records;
        this.followers = followers;
    }

    /** The members who follow the record, the longest first. */
    @GetMapping("/{id}/followers")
    @RequiresPermission("read")
    public FollowersResponse listFollowers(@PathVariable Long id) {
        return followers.of(records, id);
    }

    /** Follows the record, which the caller does perhaps already. */
    @PutMapping("/{id}/following")
    @RequiresPermission("read")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void follow(@PathVariable Long id) {
        followers.follow(records, id);
    }

    /** Follows the record no more. */
    @DeleteMapping("/{id}/following")
    @RequiresPermission("read")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void unfollow(@PathVariable Long id) {
        followers.leave(records, id);
    }
}
