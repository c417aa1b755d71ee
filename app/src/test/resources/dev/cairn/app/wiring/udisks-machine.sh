#!/bin/sh
# A machine as a desktop has it, for as long as standard input stays open: udevd, a system bus, polkitd and udisksd, the real ones, in a mount
# and network namespace of their own. They see the real block devices; the rules of udev let them look at loop devices of this test alone.
#
# usage: unshare --mount --net sh udisks-machine.sh FOLDER [LOOP...]
# FOLDER holds bus.conf, udev.rules, polkit/*.rules and pam, what PAM does for polkit.
set -eu
folder=$1
shift
mount --make-rprivate /
for fresh in /run/dbus /run/udev /run/udisks2 /run/media /media /run/mount; do
    mkdir -p "$fresh"
    mount -t tmpfs -o mode=755 tmpfs "$fresh"
done
mkdir -p "$folder/rules" /etc/udev/rules.d
cp "$folder/udev.rules" "$folder/rules/60-cairn-test.rules"
mount --bind "$folder/rules" /usr/lib/udev/rules.d
mount --bind "$folder/rules" /etc/udev/rules.d
mount --bind "$folder/polkit" /etc/polkit-1/rules.d
pam=/usr/lib/pam.d/polkit-1
[ -e /etc/pam.d/polkit-1 ] && pam=/etc/pam.d/polkit-1
mount --bind "$folder/pam" "$pam"

children=
trap 'kill $children; wait' EXIT
trap 'exit 1' HUP INT TERM
begin() {
    log=$1
    shift
    "$@" > "$folder/$log.log" 2>&1 &
    children="$children $!"
}
owned() {
    for attempt in $(seq 100); do
        dbus-send --system --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \
            org.freedesktop.DBus.NameHasOwner "string:$1" 2>&1 | grep -q 'boolean true' && return
        sleep 0.1
    done
    echo "$1 does not come up"
    cat "$folder"/*.log
    exit 1
}
begin udevd /lib/systemd/systemd-udevd
begin bus dbus-daemon "--config-file=$folder/bus.conf" --nofork --nopidfile --nosyslog
owned org.freedesktop.DBus
begin polkitd /usr/lib/polkit-1/polkitd --no-debug
owned org.freedesktop.PolicyKit1
for loop in "$@"; do
    udevadm trigger --action=change --settle "$loop"
done
begin udisksd /usr/libexec/udisks2/udisksd
owned org.freedesktop.UDisks2
echo ready
# Ends with the test, however that ends.
read -r end || true
