package dev.tenantry.crm.assignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The members of a rule on a line, in the rule's order: the next record is given to whom a turn begins first for, and of several to the
 * first. Turns of members of one weight are of one length, so that these are given one each, round by round.
 *
 * @param members where their next turns begin
 * @param brought those of them who were not there and are brought to where the others are: behind whoever was given something last, they
 *                are a part of this round, and before that, of the next
 */
record Line(List<Candidate> members, List<Candidate> brought) {

    static Line of(List<Candidate> members) {
        var latest = members.stream().mapToLong(Candidate::began).max().orElse(Candidate.NEVER);
        var last = -1;
        for (var index = 0; index < members.size() && latest >= 0; index++) {
            last = members.get(index).began() == latest ? index : last;
        }
        var placed = new ArrayList<Candidate>();
        var brought = new ArrayList<Candidate>();
        for (var index = 0; index < members.size(); index++) {
            var member = members.get(index);
            if (member.isAvailable() && (member.ended() < latest || member.ended() == latest && index < last)) {
                member = member.at(index > last ? latest : latest + member.length());
                brought.add(member);
            }
            placed.add(member);
        }
        return new Line(placed, brought);
    }

    /** Whose turn it is; empty where nobody is available. @param except who are not to get it */
    Optional<Candidate> next(Set<UUID> except) {
        return members.stream()
                .filter(member -> member.isAvailable() && !except.contains(member.memberId()))
                .min(Comparator.comparingLong(Candidate::ended));
    }
}
