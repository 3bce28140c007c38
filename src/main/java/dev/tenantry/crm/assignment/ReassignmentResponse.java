package dev.tenantry.crm.assignment;

/**
 * What became of a member's open records.
 *
 * @param passed how many have gone to others
 * @param kept   how many stayed, since no rule is for them, or nobody is left
 * @param more   whether there are more than one request looks at
 */
record ReassignmentResponse(int passed, int kept, boolean more) {}
