# What a machine of the lab runs when it is started: it looks through its disks and shows, on its
# screen and on its first serial line, its name and the newest ledger record it finds. Then it
# sleeps until its power button is pressed.
#
# boot.hex is this program assembled; BootImageTest compares them:
#   as --32 boot.s -o boot.o && ld -m elf_i386 -Ttext 0x7c00 --oformat binary boot.o -o boot.bin
#
# Real mode, 386. The firmware loads sector 0 at 7c00; that loads sectors 1 to 7 behind it. The last
# of them is not code: what it is to look through is written there when the disk is made (BootImage).

.intel_syntax noprefix
.code16
.globl _start

.set SECTORS, 8
.set BUFFER, 0x1000             # segment of the 64 KiB records are read to
.set COM1, 0x3f8
.set PM_STATUS, 0x600           # ACPI, where SeaBIOS puts it: bit 8 is the power button
.set PM_ENABLE, 0x602
.set PM_CONTROL, 0x604          # bit 13 switches off

# A ledger record's head (RecordFormat), big-endian.
.set MAGIC_0, 0x544e4f43        # "CONT"
.set MAGIC_1, 0x4f554e49        # "INUO"
.set RECORD_SEED, 8
.set RECORD_SEQUENCE, 24
.set RECORD_TIME, 32

# What is to be looked through, in the last sector.
.set PARAMETERS, 0x7c00 + 7 * 512
.set NAME, PARAMETERS           # 64 bytes, ended by a zero
.set DISKS, PARAMETERS + 64     # how many
.set TABLE, PARAMETERS + 66     # for each disk:
.set DISK_FIRST, 0              #   sector of its first slot
.set DISK_SLOT, 4               #   sectors in a slot
.set DISK_READ, 6               #   slots that are read at once
.set DISK_SLOTS, 8              #   slots
.set DISK_SEED, 12              #   its seed, 8 bytes as in a record
.set DISK_RUN, 20               #   slots that are filled one after another, or 0: after an
                                #   empty one the rest of its run is empty
.set DISK_ENTRY, 24

_start:
        cli
        xor     ax, ax
        mov     ds, ax
        mov     es, ax
        mov     ss, ax
        mov     sp, 0x7c00
        cld
        sti
        mov     si, offset rest
        mov     ah, 0x42        # read by sector number; DL is the disk started from
        int     0x13
        jnc     main
        mov     si, offset unreadable
        call    print

sleep:
        mov     dx, PM_ENABLE
        mov     ax, 0x0100
        out     dx, ax
asleep:
        hlt                     # until the clock's next tick
        mov     dx, PM_STATUS
        in      ax, dx
        test    ah, 1
        jz      asleep
        mov     dx, PM_CONTROL
        mov     ax, 0x2000
        out     dx, ax
        jmp     asleep

# Prints the text at SI, up to its zero.
print:
        lodsb
        test    al, al
        jz      printed
        call    put
        jmp     print
printed:
        ret

# Prints AL, on the serial line and on the screen.
put:
        pushad
        mov     dx, COM1
        out     dx, al
        mov     ah, 0x0e
        mov     bx, 7
        int     0x10
        popad
        ret

rest:                           # what is to be read: sectors 1 to 7, to 7e00
        .byte   16, 0
        .word   SECTORS - 1, 0x7e00, 0
        .quad   1

unreadable:
        .asciz  "A disk of this machine cannot be read.\r\n"

# The firmware knows a boot sector by this.
        .org    510
        .byte   0x55, 0xaa

main:
        mov     ax, 3           # text, 80 by 25; clears the screen
        int     0x10
        mov     si, offset title
        call    print
        mov     si, NAME
        call    print
        mov     si, offset looking
        call    print
        mov     ax, BUFFER
        mov     fs, ax
        mov     si, TABLE
        mov     byte ptr [drive], 0x80
next_disk:
        mov     al, [drive]
        sub     al, 0x80
        cmp     al, [DISKS]
        jae     show
        call    scan
        add     si, DISK_ENTRY
        inc     byte ptr [drive]
        jmp     next_disk

# Looks through the disk of the entry at SI.
scan:
        mov     dword ptr [slot], 0
read:
        mov     eax, [si + DISK_SLOTS]
        sub     eax, [slot]
        jz      scanned
        movzx   ecx, word ptr [si + DISK_READ]
        cmp     eax, ecx
        jae     enough
        mov     ecx, eax
enough:
        mov     [here], cx
        dec     cx              # of the last slot only the head is needed
        mov     ax, [si + DISK_SLOT]
        mul     cx
        inc     ax
        mov     [packet_count], ax
        movzx   eax, word ptr [si + DISK_SLOT]
        mul     dword ptr [slot]
        add     eax, [si + DISK_FIRST]
        mov     [packet_sector], eax
        push    si
        mov     si, offset packet
        mov     dl, [drive]
        mov     ah, 0x42
        int     0x13
        pop     si
        jnc     is_read
        mov     si, offset unreadable
        call    print
        jmp     sleep
is_read:
        inc     byte ptr [reads]
        test    byte ptr [reads], 0x7f
        jnz     quietly
        mov     al, '.'         # somebody waits: say that it goes on
        call    put
quietly:
        xor     di, di
check:
        cmp     dword ptr fs:[di], MAGIC_0
        jne     no_record
        cmp     dword ptr fs:[di + 4], MAGIC_1
        jne     checked
        mov     eax, fs:[di + RECORD_SEED]
        cmp     eax, [si + DISK_SEED]
        jne     checked
        mov     eax, fs:[di + RECORD_SEED + 4]
        cmp     eax, [si + DISK_SEED + 4]
        jne     checked
        inc     dword ptr [records]
        mov     edx, fs:[di + RECORD_SEQUENCE]
        bswap   edx
        mov     eax, fs:[di + RECORD_SEQUENCE + 4]
        bswap   eax
        cmp     edx, [best + 4]
        ja      newer
        jb      checked
        cmp     eax, [best]
        jbe     checked
newer:
        mov     [best], eax
        mov     [best + 4], edx
        mov     edx, fs:[di + RECORD_TIME]
        bswap   edx
        mov     [time + 4], edx
        mov     eax, fs:[di + RECORD_TIME + 4]
        bswap   eax
        mov     [time], eax
checked:
        inc     dword ptr [slot]
        mov     ax, [si + DISK_SLOT]
        shl     ax, 9
        add     di, ax
        dec     word ptr [here]
        jnz     check
        jmp     read
scanned:
        ret
no_record:
        cmp     dword ptr fs:[di], 0
        jne     checked
        mov     ebx, [si + DISK_RUN]
        test    ebx, ebx
        jz      checked
        mov     eax, [slot]     # on to the next run
        xor     edx, edx
        div     ebx
        inc     eax
        mul     ebx
        cmp     eax, [si + DISK_SLOTS]
        jbe     skip_to
        mov     eax, [si + DISK_SLOTS]
skip_to:
        mov     [slot], eax
        jmp     read

show:
        mov     si, offset found
        call    print
        mov     eax, [records]
        mov     cx, 1
        call    number
        mov     si, offset newest
        call    print
        mov     eax, [best]
        mov     cx, 1
        call    number
        mov     si, offset gap
        call    print
        mov     edx, [time + 4] # microseconds: by a million into seconds and the rest
        mov     eax, [time]
        mov     ebx, 1000000
        div     ebx
        mov     [seconds], eax
        mov     [micros], edx
        mov     cx, 1
        call    number
        mov     al, '.'
        call    put
        mov     eax, [micros]
        mov     cx, 6
        call    number
        mov     si, offset gap
        call    print
        call    date
        mov     si, offset prompt
        call    print
        jmp     sleep

# Prints [seconds] as a date and a time of day, by the rule for days of the Gregorian calendar
# counted from the first of March of the year 0.
date:
        mov     eax, [seconds]
        xor     edx, edx
        mov     ebx, 86400
        div     ebx
        mov     [rest_of_day], edx
        add     eax, 719468     # days from 1 March 0000 to 1 January 1970
        xor     edx, edx
        mov     ebx, 146097     # days in 400 years
        div     ebx
        mov     [era], eax
        mov     [day], edx
        # year of era = (day - day / 1460 + day / 36524 - day / 146096) / 365
        mov     esi, edx
        mov     ebx, 1460
        call    parts
        sub     esi, eax
        mov     ebx, 36524
        call    parts
        add     esi, eax
        mov     ebx, 146096
        call    parts
        sub     esi, eax
        mov     eax, esi
        xor     edx, edx
        mov     ebx, 365
        div     ebx
        mov     [year], eax
        # day of year = day - (365 * year + year / 4 - year / 100)
        mov     esi, [day]
        imul    ecx, eax, 365
        sub     esi, ecx
        mov     ecx, eax
        shr     ecx, 2
        sub     esi, ecx
        xor     edx, edx
        mov     ebx, 100
        div     ebx
        add     esi, eax
        # month from March = (5 * day of year + 2) / 153
        lea     eax, [esi + esi * 4 + 2]
        xor     edx, edx
        mov     ebx, 153
        div     ebx
        mov     ecx, eax
        # day of month = day of year - (153 * month + 2) / 5 + 1
        imul    eax, eax, 153
        add     eax, 2
        xor     edx, edx
        mov     ebx, 5
        div     ebx
        sub     esi, eax
        inc     esi
        mov     [day], esi
        imul    eax, dword ptr [era], 400
        add     [year], eax
        add     ecx, 3
        cmp     ecx, 12
        jbe     this_year
        sub     ecx, 12
        inc     dword ptr [year]
this_year:
        mov     [month], ecx
        mov     eax, [year]
        mov     cx, 4
        call    number
        mov     al, '-'
        call    put
        mov     eax, [month]
        mov     cx, 2
        call    number
        mov     al, '-'
        call    put
        mov     eax, [day]
        mov     cx, 2
        call    number
        mov     al, ' '
        call    put
        mov     eax, [rest_of_day]
        xor     edx, edx
        mov     ebx, 3600
        div     ebx
        mov     [rest_of_day], edx
        mov     cx, 2
        call    number
        mov     al, ':'
        call    put
        mov     eax, [rest_of_day]
        xor     edx, edx
        mov     ebx, 60
        div     ebx
        mov     [rest_of_day], edx
        mov     cx, 2
        call    number
        mov     al, ':'
        call    put
        mov     eax, [rest_of_day]
        mov     cx, 2
        call    number
        mov     si, offset utc
        jmp     print

# EAX = [day] / EBX
parts:
        mov     eax, [day]
        xor     edx, edx
        div     ebx
        ret

# Prints EAX in decimal, with at least CX digits.
number:
        pushad
        mov     ebx, 10
        xor     di, di
digit:
        xor     edx, edx
        div     ebx
        push    dx
        inc     di
        cmp     di, cx
        jb      digit
        test    eax, eax
        jnz     digit
print_digit:
        pop     ax
        add     al, '0'
        call    put
        dec     di
        jnz     print_digit
        popad
        ret

title:  .asciz  "Continuo lab\r\n\r\nmachine   "
looking: .asciz "\r\nlooking through its disks"
found:  .asciz  "\r\nrecords   "
newest: .asciz  "\r\nnewest    "
gap:    .asciz  "   "
utc:    .asciz  " UTC\r\n\r\n"
prompt: .asciz  "lab> "

        .balign 4
packet: .byte   16, 0
packet_count: .word 0
        .word   0, BUFFER
packet_sector: .quad 0
best:   .quad   0
time:   .quad   0
records: .long  0
slot:   .long   0
seconds: .long  0
micros: .long   0
rest_of_day: .long 0
era:    .long   0
year:   .long   0
month:  .long   0
day:    .long   0
here:   .word   0
drive:  .byte   0
reads:  .byte   0
        .org    7 * 512
