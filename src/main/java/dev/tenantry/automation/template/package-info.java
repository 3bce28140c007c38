/** Templates of workflows: what the application brings along, and what organizations keep of their own. */
@NullMarked
package dev.tenantry.automation.template;

import org.jspecify.annotations.NullMarked;
