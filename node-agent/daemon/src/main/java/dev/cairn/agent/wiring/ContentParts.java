package dev.cairn.agent.wiring;

import dev.cairn.agent.content.ContentDriver;
import dev.cairn.agent.content.ContentInForce;
import dev.cairn.agent.content.ContentTrouble;
import dev.cairn.agent.content.PlacedItems;
import dev.cairn.agent.content.WantedContent;

/**
 * What a machine with a real Kubernetes has for its content. Immutable.
 *
 * @param partition what the image brought
 * @param inForce what Kubernetes is started with
 */
record ContentParts(
        WantedContent partition,
        ContentInForce inForce,
        ContentTrouble trouble,
        ContentDriver driver,
        PlacedItems placed) {}
