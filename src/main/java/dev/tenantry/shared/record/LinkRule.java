package dev.tenantry.shared.record;

/** What becomes of what refers to something, when that is deleted for good. */
public enum LinkRule {

    /** It stays, and refers to nothing from then on; its version, its audit row and its event say so. */
    UNLINK,

    /** It is deleted as well where no other link by this rule holds it; else it stays, like {@link #UNLINK}. */
    DELETE_UNHELD,

    /** It is a part: it goes along, and the audit row of the whole stands for both. The only rule the database may carry out. */
    PART,

    /** The deletion is refused as long as there is such a reference. */
    REFUSE,

    /** It goes to the member who is named to take over, else it belongs to nobody from then on. */
    HAND_OVER,

    /** It goes to the member who is named to take over, else to the owner who has been here the longest: somebody must have it. */
    INHERIT,

    /** It keeps the id, as a fact of the past: no foreign key stands behind the column. */
    KEEP
}
