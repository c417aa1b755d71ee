package dev.cairn.agent.k3s;

import dev.cairn.agent.content.ContentDriver;
import dev.cairn.agent.content.NodeContent;
import dev.cairn.agent.content.PlacedItems;
import dev.cairn.agent.kubernetes.ClusterDriver.Setup;
import dev.cairn.agent.kubernetes.Commands;
import dev.cairn.image.content.ContentItem;
import dev.cairn.image.content.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Content under a k3s that runs: images are imported into its containerd, charts replaced where it looks. One lane calls it. */
public final class K3sContentDriver implements ContentDriver, PlacedItems {
    private final K3sFiles files;
    private final K3sContent places;
    private final K3sCommand k3s;
    private final K3sService service;

    /** For k3s below a root. */
    public K3sContentDriver(K3sFiles files, Commands commands) {
        this.files = files;
        this.places = new K3sContent(files);
        this.k3s = new K3sCommand(files, commands);
        this.service = new K3sService(files, commands);
    }

    @Override
    public Optional<Path> of(ContentItem item) {
        return item.type() == ContentType.IMAGES
                ? Optional.of(files.images().resolve(K3sContent.imageFile(item)))
                : Optional.empty();
    }

    /** A k3s that does not run imports them by itself at its start. */
    @Override
    public void bringImages(NodeContent content) throws IOException {
        places.addImages(content);
        if (!service.isRunning()) {
            return;
        }
        for (ContentItem item : content.manifest().items()) {
            Path imported = files.imported().resolve(item.sha256());
            if (item.type() == ContentType.IMAGES && !Files.exists(imported)) {
                k3s.importImages(files.images().resolve(K3sContent.imageFile(item)));
                Files.createDirectories(files.imported());
                Files.writeString(imported, "");
            }
        }
    }

    @Override
    public Rolled roll(NodeContent content, Optional<NodeContent> before) throws IOException {
        Setup setup = files.configText().isEmpty() ? Setup.NONE : K3sConfig.setupOf(files.configText());
        if (setup == Setup.FIRST_SERVER || setup == Setup.JOINED_SERVER) {
            places.placeManifests(content);
        }
        return new Rolled.Done();
    }

    @Override
    public void tidy(NodeContent content) throws IOException {
        places.placeImages(content);
    }
}
