package dev.tenantry.crm.merger;

import dev.tenantry.shared.web.IfMatch;

/**
 * Records of which two can be made one.
 *
 * @param <Q> what states one
 */
public interface Mergeable<Q extends Record> {

    /** @throws dev.tenantry.shared.problem.ProblemException 404, or 412 where it has another version */
    void expect(Long id, IfMatch expected);

    /** What a request would state of it, which is there. */
    Q stated(Long id);

    /** The key in another system is another one's from now on. */
    void giveUpKeys(Long id);

    /** It has taken the other one's place, which is in the trash. */
    void merged(Long id, Long other);
}
