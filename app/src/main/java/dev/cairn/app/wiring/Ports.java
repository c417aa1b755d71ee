package dev.cairn.app.wiring;

import dev.cairn.app.domain.Identifiers;
import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.drive.DriveContents;
import dev.cairn.app.domain.drive.DriveEnumerator;
import dev.cairn.app.domain.drive.DriveWriteRepository;
import dev.cairn.app.domain.drive.DriveWriting;
import dev.cairn.app.domain.drive.FlashRunRepository;
import dev.cairn.app.domain.drive.LabelSheet;
import dev.cairn.app.domain.fleet.FleetRepository;
import dev.cairn.app.domain.fleet.IssuedLoginRepository;
import dev.cairn.app.domain.fleet.Keyring;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.SiteRepository;
import dev.cairn.app.domain.fleet.UpdateHistory;
import dev.cairn.app.domain.kubernetes.KubernetesApi;
import dev.cairn.app.domain.kubernetes.WorkloadLooks;
import dev.cairn.app.domain.library.ArtifactRepository;
import dev.cairn.app.domain.library.ArtifactStore;
import dev.cairn.app.domain.library.BatchRepository;
import dev.cairn.app.domain.library.BundleStore;
import dev.cairn.app.domain.library.ImageRepository;
import dev.cairn.app.domain.library.ReleaseRepository;
import dev.cairn.app.domain.link.BeaconListener;
import dev.cairn.app.domain.link.NodeLinks;
import dev.cairn.app.domain.order.OrderRepository;
import dev.cairn.app.domain.profile.ProfileFormat;
import dev.cairn.app.domain.profile.ProfileRepository;
import dev.cairn.app.domain.rollout.RolloutRepository;
import dev.cairn.app.domain.telemetry.TelemetryStore;
import dev.cairn.app.domain.vault.OpenerFiles;
import dev.cairn.app.domain.vault.Vault;
import java.time.InstantSource;

/** Everything that use cases are built on. */
record Ports(
        InstantSource clock,
        Identifiers identifiers,
        String observer,
        InventoryEvents events,
        Transactions transactions,
        ActivityLog activity,
        FleetRepository fleets,
        SiteRepository sites,
        NodeRepository nodes,
        UpdateHistory updates,
        ProfileRepository profiles,
        ProfileFormat profileFormat,
        ArtifactRepository artifacts,
        ArtifactStore artifactStore,
        BundleStore bundleStore,
        ReleaseRepository releases,
        BatchRepository batches,
        ImageRepository images,
        DriveWriteRepository driveWrites,
        DriveEnumerator drives,
        DriveWriting driveWriting,
        DriveContents driveContents,
        FlashRunRepository flashRuns,
        LabelSheet labelSheet,
        OrderRepository orders,
        RolloutRepository rollouts,
        TelemetryStore telemetry,
        Vault vault,
        OpenerFiles openerFiles,
        Keyring keyring,
        IssuedLoginRepository logins,
        WorkloadLooks workloadLooks,
        KubernetesApi kubernetes,
        BeaconListener beacons,
        NodeLinks links) {
    /** The same with other connections to nodes. */
    Ports withLinks(NodeLinks other) {
        return withLinks(other, kubernetes);
    }

    /** The same with other connections to nodes and to their Kubernetes. */
    Ports withLinks(NodeLinks other, KubernetesApi otherKubernetes) {
        return new Ports(
                clock,
                identifiers,
                observer,
                events,
                transactions,
                activity,
                fleets,
                sites,
                nodes,
                updates,
                profiles,
                profileFormat,
                artifacts,
                artifactStore,
                bundleStore,
                releases,
                batches,
                images,
                driveWrites,
                drives,
                driveWriting,
                driveContents,
                flashRuns,
                labelSheet,
                orders,
                rollouts,
                telemetry,
                vault,
                openerFiles,
                keyring,
                logins,
                workloadLooks,
                otherKubernetes,
                beacons,
                other);
    }
}
