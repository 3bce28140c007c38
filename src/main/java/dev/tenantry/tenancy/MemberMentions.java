package dev.tenantry.tenancy;

import java.util.List;
import java.util.UUID;

/** What names members by their ids, and is not handed over with what is theirs: a bean of each module that has some. */
public interface MemberMentions {

    /**
     * @param type    {@code workflow}
     * @param stopped whether it was active in the name of the member, and is active no more
     */
    record Mention(String type, String id, String name, boolean stopped) {}

    /**
     * Tells those who may mend it what names somebody who is no member any more, or was stopped as it was this one's, in the transaction in
     * which that happens.
     *
     * @param called how people know the person
     * @param most   so many are told of at most
     * @return what the caller may see of it
     */
    List<Mention> left(UUID member, String called, int most);
}
